package io.semblance.clustering.topics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How topics join to larger ones: average linkage of the cosines of their centroids (Sokal and
 * Michener, "A statistical method for evaluating systematic relationships", 1958).
 *
 * @param topics how many topics there are; they are the leaves, numbered as in the report
 * @param joins from the most similar down, {@code topics - 1} of them, none for fewer than two
 *     topics. Join i makes node {@code topics + i}; the last is the root
 */
public record TopicTree(int topics, List<Join> joins) {
  /** The most topics that are joined to a tree; the memory is {@code 8 * topics^2} bytes. */
  public static final int MAX_TOPICS = 4_000;

  public TopicTree {
    joins = List.copyOf(joins);
  }

  /**
   * Two nodes that become one.
   *
   * @param left the node with the lower number
   * @param right the other
   * @param cosine mean cosine of the centroids of the left side to those of the right side
   * @param topics how many topics are below
   * @param keywords of all texts below, the most telling first
   * @param label a few of them
   */
  public record Join(
      int left, int right, double cosine, int topics, List<Keyword> keywords, String label) {
    public Join {
      keywords = List.copyOf(keywords);
    }
  }

  /** The topics below a node, or the topic itself, by rising number. */
  public List<Integer> topicsBelow(int node) {
    if (node < topics) {
      return List.of(node);
    }
    boolean[] below = new boolean[topics + joins.size()];
    below[node] = true;
    for (int at = node; at >= topics; at--) {
      if (below[at]) {
        below[joins.get(at - topics).left()] = true;
        below[joins.get(at - topics).right()] = true;
      }
    }
    return IntStream.range(0, topics).filter(t -> below[t]).boxed().toList();
  }

  /**
   * The topics in at most so many groups, made by leaving out the last joins: {@code int[topics]},
   * groups numbered from 0 in the order of their lowest topic.
   *
   * @param groups at least 1
   */
  public int[] cut(int groups) {
    int[] groupOf = new int[topics];
    int kept = Math.max(0, topics - Math.max(1, groups));
    int[] owner = IntStream.range(0, topics + kept).toArray();
    for (int i = kept - 1; i >= 0; i--) {
      owner[joins.get(i).left()] = owner[topics + i];
      owner[joins.get(i).right()] = owner[topics + i];
    }
    int[] numberOf = new int[topics + kept];
    Arrays.fill(numberOf, -1);
    int next = 0;
    for (int topic = 0; topic < topics; topic++) {
      if (numberOf[owner[topic]] < 0) {
        numberOf[owner[topic]] = next++;
      }
      groupOf[topic] = numberOf[owner[topic]];
    }
    return groupOf;
  }
}
