package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionOptions;
import io.semblance.index.VectorCollection;
import io.semblance.index.clusters.ParaphraseRequest;
import io.semblance.index.filter.Filter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A collection whose documents are compared, in place of a file. */
final class MinedCollection {
  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-c", "--collection"},
      paramLabel = "NAME",
      description = "Compare this collection's documents, with the vectors that it has.")
  private @Nullable String name;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only the collection's documents that pass; as for 'semblance search'.")
  private @Nullable String filter;

  @Option(
      names = "--since",
      paramLabel = "VERSION",
      defaultValue = "0",
      description =
          "Only what a document changed after this version of the collection has part in; each result says its version.")
  private long since;

  boolean isGiven() {
    return name != null;
  }

  HomeOption home() {
    return home;
  }

  /** Opens the collection for some work and closes it. */
  void with(Consumer<VectorCollection> work) {
    if (name == null) {
      throw SemblanceException.invalid("say which collection: --collection NAME");
    }
    try (VectorCollection collection =
        home.collections().openWithoutModel(name, CollectionOptions.DEFAULT)) {
      work.accept(collection);
    }
  }

  /** What is looked for. */
  ParaphraseRequest request(double minScore, long maxPairs, int threads) {
    if (maxPairs > ParaphraseRequest.MAX_PAIRS) {
      throw SemblanceException.invalid(
          "--max-pairs must be at most " + ParaphraseRequest.MAX_PAIRS + ", got: " + maxPairs);
    }
    return ParaphraseRequest.of(minScore)
        .withMaxPairs((int) maxPairs)
        .withFilter(filter == null ? null : Filter.parse(filter))
        .since(since)
        .onThreads(threads);
  }
}
