package io.semblance.index.clusters;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a collection that say the same. Holds a view of the collection and perhaps files
 * until it is closed. May be read any number of times, by one thread at a time.
 */
public final class ParaphraseResult implements AutoCloseable {
  private final CollectionVectors vectors;
  private final @Nullable WantedPairs pairs;
  private final List<ParaphraseGroup> groups;
  private final Coverage coverage;

  ParaphraseResult(
      CollectionVectors vectors,
      @Nullable WantedPairs pairs,
      List<ParaphraseGroup> groups,
      Coverage coverage) {
    this.vectors = vectors;
    this.pairs = pairs;
    this.groups = List.copyOf(groups);
    this.coverage = coverage;
  }

  /** What was compared. */
  public Coverage coverage() {
    return coverage;
  }

  /** Hands over the pairs: the highest score first, then by ids; none when groups were wanted. */
  public void pairs(Consumer<ParaphrasePair> consumer) {
    if (pairs == null) {
      return;
    }
    pairs.forEach(
        pair ->
            consumer.accept(
                new ParaphrasePair(
                    vectors.id(pair.first()), vectors.id(pair.second()), pair.score())));
  }

  /**
   * The groups, the largest first, equally large ones by the id that is kept; none when pairs were
   * wanted.
   */
  public List<ParaphraseGroup> groups() {
    return groups;
  }

  @Override
  public void close() {
    try (vectors;
        pairs) {
      return;
    }
  }
}
