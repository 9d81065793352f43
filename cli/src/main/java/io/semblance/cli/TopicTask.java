package io.semblance.cli;

import io.semblance.clustering.topics.TopicMap;
import io.semblance.error.SemblanceException;
import io.semblance.index.clusters.ClusteringRequest;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Clustering texts, describing the clusters, and writing what was asked for. */
final class TopicTask {
  @Mixin private ItemsOption items = new ItemsOption();
  @Mixin private ClusteredCollection collection = new ClusteredCollection();
  @Mixin private ClusterOptions clusters = new ClusterOptions();

  @Option(
      names = "--language",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "Language of the texts, for keywords: english, german, ..., or auto. Default: ${DEFAULT-VALUE}.")
  private String language = "auto";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write each text's cluster: JSON Lines, or CSV when the name ends in .csv; - for standard output.")
  private @Nullable String output;

  @Option(names = "--map", description = "Give each text a place on a map as well, in the output.")
  private boolean mapped;

  @Option(
      names = "--projector",
      paramLabel = "PREFIX",
      description = "Write PREFIX-vectors.tsv and PREFIX-metadata.tsv for the Embedding Projector.")
  private @Nullable String projector;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many clusters are printed. Default: ${DEFAULT-VALUE}.")
  private int show;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /**
   * Does all of it.
   *
   * @param printer prints the clusters, at most so many
   */
  int run(Terminal terminal, BiConsumer<TopicListing, Integer> printer) {
    requireFileOptions();
    return collection.isGiven()
        ? tell(terminal, inCollection(terminal), printer)
        : items.with(
            terminal, collection.home(), texts -> tell(terminal, inFile(terminal, texts), printer));
  }

  private void requireFileOptions() {
    if (show < 0) {
      throw SemblanceException.invalid("--show must be at least 0, got: " + show);
    }
    if (collection.isGiven() && (items.isGiven() || projector != null)) {
      throw SemblanceException.invalid(
          "a collection's texts are clustered in it: leave out --input and --projector");
    }
  }

  private TopicResult inFile(Terminal terminal, TextVectors texts) throws IOException {
    long start = System.nanoTime();
    TopicRun run;
    try (ProgressBar bar = bar(terminal, "steps")) {
      run = TopicRun.of(texts, clusters, language, items.threads(), bar);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (output != null) {
      new LabelFile(run, mapped ? map(terminal, run) : null).write(output);
    }
    if (projector != null) {
      new LabelFile(run, null).writeProjector(projector);
    }
    return new TopicTable(run, seconds).result();
  }

  private TopicResult inCollection(Terminal terminal) {
    return collection.with(
        opened -> {
          try (ProgressBar bar = bar(terminal, "steps")) {
            ClusteringRequest request =
                collection.request(clusters).withMap(mapped).onThreads(items.threads());
            CollectionTopics topics =
                new CollectionTopics(opened, opened.clusterings().create(request, bar));
            if (output != null) {
              topics.write(output);
            }
            return topics.result();
          }
        });
  }

  private int tell(
      Terminal terminal, TopicResult result, BiConsumer<TopicListing, Integer> printer) {
    if (json) {
      terminal.json(result.json());
    } else if (output == null || !output.equals("-")) {
      printer.accept(result.listing(), show);
      result.summary().forEach(terminal::print);
    }
    return 0;
  }

  private TopicMap map(Terminal terminal, TopicRun run) {
    try (ProgressBar bar = bar(terminal, "rounds of the map")) {
      return run.map(clusters.seed(), items.threads(), bar);
    }
  }

  private static ProgressBar bar(Terminal terminal, String unit) {
    return new ProgressBar(terminal, unit, done -> Double.NaN);
  }
}
