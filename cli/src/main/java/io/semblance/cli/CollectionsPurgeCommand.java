package io.semblance.cli;

import io.semblance.index.PurgeReport;
import io.semblance.index.VectorCollection;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes deleted documents from a collection's files. */
@Command(
    name = "purge",
    description = {
      "Removes deleted and replaced documents from the files of a collection for good:",
      "texts, words, vectors, ids. Makes sure that the files which held them are gone."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nOut of its reach:%n",
    footer = {
      "  Snapshots keep what they hold until they are deleted. Another process that has",
      "  the collection open keeps its view until it closes or refreshes it. Blocks of",
      "  the disk that the system has not used again may still hold old bytes.",
      "",
      "Example:",
      "  semblance collections purge papers"
    })
final class CollectionsPurgeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "NAME", description = "A collection or an alias.")
  private String name = "";

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  CollectionsPurgeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PurgeReport report;
    try (VectorCollection collection =
            home.collections().openWithoutModel(name, CollectionFacts.OPENING);
        ProgressBar bar = CollectionsOptimizeCommand.merging(terminal, collection)) {
      report = collection.purge(bar);
    }
    if (json) {
      terminal.json(report);
    } else {
      print(report);
    }
    return 0;
  }

  private void print(PurgeReport report) {
    terminal.print(
        String.format(
            Locale.ROOT,
            "%,d deleted documents were in %d segments; these are rewritten and their %d files (%s) are gone",
            report.documents(),
            report.segments(),
            report.files(),
            ByteCount.text(report.bytes())));
    terminal.print(
        report.deletedSince() == 0
            ? "no file of the collection holds a deleted document now"
            : String.format(
                Locale.ROOT,
                "%,d were deleted meanwhile and may still be in files",
                report.deletedSince()));
    terminal.remark("snapshots, and views that other processes have open, keep what they hold");
  }
}
