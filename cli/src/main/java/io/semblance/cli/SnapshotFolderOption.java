package io.semblance.cli;

import io.semblance.index.SnapshotFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where snapshots are. */
final class SnapshotFolderOption {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Folder of snapshots, best on another disk. Default: snapshots in the home folder.")
  private @Nullable Path folder;

  SnapshotFolder of(HomeOption home) {
    return new SnapshotFolder(folder == null ? home.snapshots() : folder);
  }
}
