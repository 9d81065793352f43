package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.index.CollectionStore;
import io.semblance.index.SnapshotFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a snapshot. */
@Command(
    name = "snapshot",
    description = {
      "Saves a collection as it is now; it may be in use meanwhile.",
      "Files that an earlier snapshot has are not stored again."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance collections snapshot papers",
      "  semblance collections snapshot papers --folder /mnt/backup/semblance"
    })
final class CollectionsSnapshotCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private SnapshotFolderOption folder = new SnapshotFolderOption();

  @Parameters(paramLabel = "NAME", description = "A collection or an alias.")
  private String name = "";

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  CollectionsSnapshotCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CollectionStore store = home.collections();
    long bytes = Math.max(1, CollectionFacts.of(store, name).stats().bytes());
    SnapshotFolder.Taken taken;
    try (ProgressBar bar =
        new ProgressBar(terminal, "bytes", done -> Math.min(1, (double) done / bytes))) {
      taken = folder.of(home).take(store, name, bar);
    }
    if (json) {
      ObjectNode node = CollectionsSnapshotsCommand.toJson(taken.snapshot());
      terminal.json(node.put("new_files", taken.newFiles()).put("new_bytes", taken.newBytes()));
    } else {
      print(taken);
    }
    return 0;
  }

  private void print(SnapshotFolder.Taken taken) {
    terminal.print(
        "snapshot "
            + taken.snapshot().id()
            + ": "
            + taken.snapshot().documents()
            + " documents, "
            + ByteCount.text(taken.snapshot().bytes())
            + ", "
            + ByteCount.text(taken.newBytes())
            + " of it new");
  }
}
