package io.semblance.encoder.quantize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is filled under another name and appears when it is whole. */
record FolderInProgress(Path path, Path target) implements AutoCloseable {
  static FolderInProgress beside(Path target) throws IOException {
    Path parent = target.toAbsolutePath().normalize().getParent();
    Files.createDirectories(parent);
    return new FolderInProgress(Files.createTempDirectory(parent, ".quantizing-"), target);
  }

  void publish() throws IOException {
    Files.move(path, target);
  }

  /** Deletes what was not published. */
  @Override
  public void close() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(path)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : paths) {
      Files.delete(each);
    }
  }
}
