package io.semblance.cli;

import io.semblance.index.OptimizeReport;
import io.semblance.index.VectorCollection;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges a collection's segments. */
@Command(
    name = "optimize",
    description = {
      "Merges the parts of a collection, so that searches take less time.",
      "Worth it when nothing is written for a while; takes as long as building the graph anew."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  semblance collections optimize papers")
final class CollectionsOptimizeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "NAME", description = "A collection or an alias.")
  private String name = "";

  @Option(
      names = "--segments",
      paramLabel = "N",
      defaultValue = "1",
      description = "Leave at most so many parts. Default: ${DEFAULT-VALUE}.")
  private int segments = 1;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  CollectionsOptimizeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    OptimizeReport report;
    try (VectorCollection collection =
            home.collections().openWithoutModel(name, CollectionFacts.OPENING);
        ProgressBar bar = merging(terminal, collection)) {
      report = collection.optimize(segments, bar);
    }
    if (json) {
      terminal.json(report);
    } else {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%d segments, before %d; %s, before %s; %.1f s",
              report.segments(),
              report.segmentsBefore(),
              ByteCount.text(report.bytes()),
              ByteCount.text(report.bytesBefore()),
              report.elapsed().toNanos() / 1e9));
    }
    return 0;
  }

  /** The share is a guess: what is written is about as much as there is. */
  static ProgressBar merging(Terminal terminal, VectorCollection collection) {
    long bytes = Math.max(1, collection.stats().bytes());
    return new ProgressBar(terminal, "bytes", done -> Math.min(1, (double) done / bytes));
  }
}
