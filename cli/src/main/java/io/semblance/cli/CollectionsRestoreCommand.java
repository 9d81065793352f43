package io.semblance.cli;

import io.semblance.index.CollectionManifest;
import io.semblance.index.Snapshot;
import io.semblance.index.SnapshotFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a collection of a snapshot. */
@Command(
    name = "restore",
    description = {
      "Makes a new collection of a snapshot. Every file is compared with its checksum;",
      "if one is damaged or missing, there is no new collection."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance collections restore papers-20260102-030405-6789 --as papers-old",
      "  semblance collections alias papers papers-old"
    })
final class CollectionsRestoreCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private SnapshotFolderOption folder = new SnapshotFolderOption();

  @Parameters(paramLabel = "ID", description = "See 'semblance collections snapshots'.")
  private String id = "";

  @Option(
      names = "--as",
      required = true,
      paramLabel = "NAME",
      description = "Name of the new collection; must be free.")
  private String name = "";

  CollectionsRestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SnapshotFolder snapshots = folder.of(home);
    Snapshot snapshot = snapshots.find(id);
    long bytes = Math.max(1, snapshot.bytes());
    CollectionManifest restored;
    try (ProgressBar bar =
        new ProgressBar(terminal, "bytes", done -> Math.min(1, (double) done / bytes))) {
      restored = snapshots.restore(id, home.collections(), name, bar);
    }
    terminal.print(
        "restored collection '"
            + restored.name()
            + "' with "
            + snapshot.documents()
            + " documents");
    return 0;
  }
}
