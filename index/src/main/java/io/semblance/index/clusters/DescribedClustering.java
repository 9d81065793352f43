package io.semblance.index.clusters;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.method.MethodResult;
import io.semblance.clustering.topics.Assigned;
import io.semblance.clustering.topics.Topic;
import io.semblance.clustering.topics.TopicAssigner;
import io.semblance.clustering.topics.TopicMap;
import io.semblance.clustering.topics.TopicReport;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A clustering of the rows of a view with all that is told of it.
 *
 * @param result of the unique rows
 * @param map of all rows; null when none was asked for
 */
record DescribedClustering(
    UniqueRows rows,
    MethodResult result,
    TopicReport report,
    TopicAssigner assigner,
    @Nullable TopicMap map,
    SortedMap<String, Double> measures) {
  DescribedClustering with(TopicReport other) {
    return new DescribedClustering(rows, result, other, assigner, map, measures);
  }

  Clustering clustering() {
    return result.clustering();
  }

  FoundClustering found(int nextStableId, List<ClusterEvent> events, int threads) {
    Clustering ofAll = clustering().expand(rows);
    return new FoundClustering(
        points(ofAll, threads),
        clusters(ofAll.sizes()),
        report.topics().stream().map(Topic::representatives).toList(),
        report.topics().stream().map(Topic::centroid).toArray(float[][]::new),
        ofAll.outliers(),
        result.method().parameters(),
        measures,
        nextStableId,
        events);
  }

  private FoundClustering.RowPoints points(Clustering ofAll, int threads) {
    float[] cosines = cosines(ofAll, threads);
    return (row, id) ->
        new ClusterPoint(
            id,
            ofAll.labels()[row],
            cosines[row],
            report.outlierScores()[row],
            result.probabilities() == null ? null : result.probabilities()[rows.uniqueOf(row)],
            map == null ? null : new ClusterPoint.Position(map.x()[row], map.y()[row]),
            false);
  }

  /** To the own centroid, or for outliers to the nearest. */
  private float[] cosines(Clustering ofAll, int threads) {
    float[] cosines = new float[rows.rows()];
    if (clustering().clusters() > 0 && ofAll.outliers() > 0) {
      Assigned nearest = assigner.assign(rows.matrix(), threads);
      System.arraycopy(nearest.cosines(), 0, cosines, 0, cosines.length);
    }
    float[] vector = new float[rows.dimension()];
    for (int row = 0; row < cosines.length; row++) {
      int label = ofAll.labels()[row];
      if (label != Clustering.OUTLIER) {
        rows.matrix().copyRow(row, vector);
        cosines[row] = dot(vector, report.topics().get(label).centroid());
      }
    }
    return cosines;
  }

  private static float dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return (float) sum;
  }

  private List<Cluster> clusters(int[] sizes) {
    return report.topics().stream()
        .map(
            topic ->
                new Cluster(
                    topic.id(),
                    topic.stableId(),
                    sizes[topic.id()],
                    topic.cohesion(),
                    topic.separation(),
                    assigner.bound(topic.id()),
                    label(topic),
                    topic.keywords().stream()
                        .map(keyword -> new Cluster.Term(keyword.text(), keyword.score()))
                        .toList(),
                    List.of()))
        .toList();
  }

  /** Without keywords a topic is named by a text; that must not outlive its document. */
  private static String label(Topic topic) {
    return topic.keywords().isEmpty() ? "cluster " + topic.stableId() : topic.label();
  }
}
