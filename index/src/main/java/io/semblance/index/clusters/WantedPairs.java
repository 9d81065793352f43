package io.semblance.index.clusters;

import io.semblance.clustering.pairs.Pair;
import io.semblance.clustering.pairs.Pairs;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The best of found pairs of which one row is among the nearest of the other.
 *
 * @param found best first; closed with this
 * @param rows how many rows there are
 * @param topK how many nearest of each row count; null for all
 * @param most how many pairs at most
 */
record WantedPairs(Pairs found, int rows, @Nullable Integer topK, long most)
    implements AutoCloseable {
  /** Hands over the wanted pairs, best first. */
  void forEach(Consumer<Pair> consumer) {
    boolean unused = walk(consumer);
  }

  /** Whether there were more than the most. */
  boolean isTruncated() {
    return topK == null ? found.truncated() : walk(pair -> {});
  }

  private boolean walk(Consumer<Pair> consumer) {
    int[] seen = topK == null ? new int[0] : new int[rows];
    long given = 0;
    for (Pair pair : found) {
      if (isNear(pair, seen)) {
        if (given == most) {
          return true;
        }
        consumer.accept(pair);
        given++;
      }
    }
    return found.truncated();
  }

  /** Pairs of a row come best first, so its first ones are those with its nearest. */
  private boolean isNear(Pair pair, int[] seen) {
    if (topK == null) {
      return true;
    }
    boolean isNear = seen[pair.first()] < topK || seen[pair.second()] < topK;
    seen[pair.first()]++;
    seen[pair.second()]++;
    return isNear;
  }

  @Override
  public void close() {
    found.close();
  }
}
