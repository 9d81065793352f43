package io.semblance.clustering.topics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people read of a whole clustering.
 *
 * @param topics all clusters, in the order of their numbers: the largest first
 * @param rows how many rows were clustered, copies included
 * @param outliers how many of them are in no cluster
 * @param outlierScores {@code float[rows]}: how far each row is from the middle of its cluster, or
 *     of the nearest cluster when it is in none. 0 up to the median distance (1 - cosine) of that
 *     cluster's members, beyond that {@code 1 - median / distance}, so 0.5 at twice the median; 1
 *     for a row in no cluster when there are none. Not to be changed
 * @param tree how clusters join to larger ones; null when there are more than {@link
 *     TopicTree#MAX_TOPICS}
 */
public record TopicReport(
    List<Topic> topics, int rows, int outliers, float[] outlierScores, @Nullable TopicTree tree) {
  public TopicReport {
    topics = List.copyOf(topics);
  }

  /** The share of rows that are in a cluster, in [0, 1]; 1 when there are no rows. */
  public double coverage() {
    return rows == 0 ? 1 : 1 - (double) outliers / rows;
  }

  /**
   * How many topics have a weight from {@code 2^i} to {@code 2^(i+1) - 1}, at i; empty when there
   * are no topics.
   */
  public int[] sizeHistogram() {
    long largest = topics.stream().mapToLong(Topic::weight).max().orElse(0);
    int[] histogram = new int[Long.SIZE - Long.numberOfLeadingZeros(largest)];
    topics.forEach(topic -> histogram[Long.SIZE - 1 - Long.numberOfLeadingZeros(topic.weight())]++);
    return histogram;
  }

  /** The same topics under the stable ids and labels that their lineage has found for them. */
  public TopicReport following(Lineage lineage) {
    List<Topic> known =
        topics.stream()
            .map(
                topic ->
                    topic.known(
                        lineage.now().stableIds()[topic.id()],
                        lineage.now().names().get(topic.id())))
            .toList();
    return new TopicReport(known, rows, outliers, outlierScores, tree);
  }
}
