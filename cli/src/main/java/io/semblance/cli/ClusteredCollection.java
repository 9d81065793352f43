package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionOptions;
import io.semblance.index.VectorCollection;
import io.semblance.index.clusters.ClusteringRequest;
import io.semblance.index.filter.Filter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A collection whose documents are clustered, in place of a file. */
final class ClusteredCollection {
  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-c", "--collection"},
      paramLabel = "NAME",
      description =
          "Cluster this collection's documents, with the vectors that it has, and keep the result in it.")
  private @Nullable String name;

  @Option(
      names = "--as",
      paramLabel = "ID",
      description =
          "Id of the clustering in the collection, to filter and count by; replaces one of this id. Default: c1, c2, …")
  private @Nullable String id;

  @Option(
      names = "--follows",
      paramLabel = "ID",
      description =
          "Keep ids and names of an earlier clustering's clusters where they are still there.")
  private @Nullable String follows;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only the collection's documents that pass; as for 'semblance search'.")
  private @Nullable String filter;

  boolean isGiven() {
    return name != null;
  }

  HomeOption home() {
    return home;
  }

  /** Opens the collection for some work and closes it. */
  <T> T with(Function<VectorCollection, T> work) {
    if (name == null) {
      throw SemblanceException.invalid("say which collection: --collection NAME");
    }
    try (VectorCollection collection =
        home.collections().openWithoutModel(name, CollectionOptions.DEFAULT)) {
      return work.apply(collection);
    }
  }

  /** What is to be made. */
  ClusteringRequest request(ClusterOptions options) {
    ClusteringRequest request =
        ClusteringRequest.of(options.method())
            .withSeed(options.seed())
            .withFilter(filter == null ? null : Filter.parse(filter))
            .following(follows);
    return id == null ? request : request.withId(id);
  }
}
