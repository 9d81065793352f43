package io.semblance.bench.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Recall of one peer over the width of its walk. */
record RecallCurve(List<Point> points) {
  private static final int[] WIDTHS = {50, 100, 200, 300, 400, 500, 600, 800};

  /** One measured width. */
  record Point(int ef, double recall) {}

  /** Measures from narrow to wide until {@code recall} is passed. */
  static RecallCurve measure(PeerProcess peer, double recall) throws IOException {
    List<Point> points = new ArrayList<>();
    for (int ef : WIDTHS) {
      Point point = new Point(ef, peer.search(ef, 1).recall());
      points.add(point);
      if (point.recall >= recall) {
        return new RecallCurve(points);
      }
    }
    throw new IllegalStateException(
        peer.name() + " must reach recall " + recall + ", got: " + points.getLast());
  }

  /** The narrowest walk with this recall, by linear interpolation between measured ones. */
  int ef(double recall) {
    for (int i = 1; i < points.size(); i++) {
      Point below = points.get(i - 1);
      Point above = points.get(i);
      if (above.recall >= recall) {
        double part = (recall - below.recall) / (above.recall - below.recall);
        return (int) Math.ceil(below.ef + Math.max(0, part) * (above.ef - below.ef));
      }
    }
    return points.getFirst().ef;
  }
}
