package io.semblance.clustering.topics;

import io.semblance.clustering.UniqueRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Places of items in the plane, near ones for similar texts. Centred on their mean, and scaled so
 * that the largest coordinate is 1 or -1; all 0 when all items are in one place. Maps of the same
 * content are equal bit for bit, whatever the order of the input and the number of threads.
 *
 * @param x {@code float[items]}, not to be changed
 * @param y {@code float[items]}, not to be changed
 */
public record TopicMap(float[] x, float[] y) {
  /** A place. */
  public record Point(double x, double y) {}

  /** Centres and scales {@code x0, y0, x1, y1, ...}. */
  static TopicMap of(double[] places) {
    int items = places.length / 2;
    double meanX = 0;
    double meanY = 0;
    for (int item = 0; item < items; item++) {
      meanX += places[2 * item] / items;
      meanY += places[2 * item + 1] / items;
    }
    double largest = 0;
    for (int item = 0; item < items; item++) {
      largest = Math.max(largest, Math.abs(places[2 * item] - meanX));
      largest = Math.max(largest, Math.abs(places[2 * item + 1] - meanY));
    }
    double scale = largest == 0 ? 0 : 1 / largest;
    float[] x = new float[items];
    float[] y = new float[items];
    for (int item = 0; item < items; item++) {
      x[item] = (float) ((places[2 * item] - meanX) * scale);
      y[item] = (float) ((places[2 * item + 1] - meanY) * scale);
    }
    return new TopicMap(x, y);
  }

  /** The map of a matrix's rows, from that of its unique rows. */
  public TopicMap expand(UniqueRows unique) {
    float[] allX = new float[unique.rows()];
    float[] allY = new float[unique.rows()];
    for (int row = 0; row < allX.length; row++) {
      allX[row] = x[unique.uniqueOf(row)];
      allY[row] = y[unique.uniqueOf(row)];
    }
    return new TopicMap(allX, allY);
  }

  /**
   * The middle of each cluster's items.
   *
   * @param clusters how many there are, each with at least one item
   * @param labels {@code int[items]}, below 0 for an item in no cluster
   */
  public List<Point> centers(int clusters, int[] labels) {
    Members members = Members.of(clusters, labels);
    List<Point> centers = new ArrayList<>();
    for (int cluster = 0; cluster < clusters; cluster++) {
      centers.add(
          new Point(
              members.stream(cluster).mapToDouble(item -> x[item]).average().orElseThrow(),
              members.stream(cluster).mapToDouble(item -> y[item]).average().orElseThrow()));
    }
    return centers;
  }
}
