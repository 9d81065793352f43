package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Snapshot;
import io.semblance.index.SnapshotFolder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists, checks and removes snapshots. */
@Command(
    name = "snapshots",
    description = "Lists snapshots, checks that they are whole, removes one.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance collections snapshots",
      "  semblance collections snapshots --verify",
      "  semblance collections snapshots --delete papers-20260102-030405-6789"
    })
final class CollectionsSnapshotsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private SnapshotFolderOption folder = new SnapshotFolderOption();

  @ArgGroup private @Nullable Action action;

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  /** What is done instead of listing. */
  static final class Action {
    @Option(names = "--verify", description = "Read every file and compare checksums.")
    private boolean verify;

    @Option(
        names = "--delete",
        paramLabel = "ID",
        description = "Remove a snapshot, and the files that no other one needs.")
    private @Nullable String delete;
  }

  CollectionsSnapshotsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SnapshotFolder snapshots = folder.of(home);
    if (action != null && action.verify) {
      verify(snapshots);
    } else if (action != null && action.delete != null) {
      long freed = snapshots.delete(action.delete);
      terminal.print("deleted snapshot " + action.delete + ", " + ByteCount.text(freed) + " freed");
    } else {
      list(snapshots.list());
    }
    return 0;
  }

  private void list(List<Snapshot> snapshots) {
    if (json) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      snapshots.forEach(snapshot -> list.add(toJson(snapshot)));
      terminal.json(list);
    } else if (snapshots.isEmpty()) {
      terminal.print("no snapshots");
    } else {
      TextTable table = new TextTable("snapshot", ">documents", ">size", "model", "taken");
      for (Snapshot snapshot : snapshots) {
        table.row(
            snapshot.id(),
            String.format(Locale.ROOT, "%,d", snapshot.documents()),
            ByteCount.text(snapshot.bytes()),
            snapshot.collection().model().id(),
            snapshot.created().toString());
      }
      table.print(terminal);
    }
  }

  private void verify(SnapshotFolder snapshots) {
    SnapshotFolder.Verification found;
    try (ProgressBar bar = new ProgressBar(terminal, "bytes", done -> Double.NaN)) {
      found = snapshots.verify(bar);
    }
    if (json) {
      terminal.json(found);
    } else {
      terminal.print(
          found.snapshots() + " snapshots, " + found.files() + " files read and compared");
    }
    if (!found.problems().isEmpty()) {
      throw new SemblanceException(ErrorCode.STORAGE_FAILURE, String.join("\n", found.problems()));
    }
  }

  static ObjectNode toJson(Snapshot snapshot) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", snapshot.id());
    node.put("collection", snapshot.collection().name());
    node.put("created", snapshot.created().toString());
    node.put("documents", snapshot.documents());
    node.put("chunks", snapshot.passages());
    node.put("dimensions", snapshot.collection().model().dimension());
    node.put("model", snapshot.collection().model().id());
    node.put("files", snapshot.files().size());
    node.put("bytes", snapshot.bytes());
    return node;
  }
}
