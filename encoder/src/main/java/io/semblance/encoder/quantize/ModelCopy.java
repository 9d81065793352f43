package io.semblance.encoder.quantize;

import io.semblance.encoder.folder.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Copies a model's folder: its files, but of all its graphs only the one that is run. */
final class ModelCopy {
  /** Files from this size on are linked where the file system can. */
  private static final long LINKED_FROM_BYTES = 1 << 20;

  /** Other forms of the graph, and weights of other frameworks. */
  private static final Set<String> LEFT_OUT =
      Set.of(".onnx", ".h5", ".msgpack", ".ot", ".bin", ".xml");

  private ModelCopy() {}

  static void copy(ModelFolder source, Path graph, Path target) throws IOException {
    Path root = source.root().toRealPath();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (Files.isSameFile(file, graph) || isKept(root.relativize(file))) {
        Path copy = target.resolve(root.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        linkOrCopy(file, copy);
      }
    }
  }

  private static boolean isKept(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean hidden = Stream.of(file.toString().split("[/\\\\]")).anyMatch(s -> s.startsWith("."));
    return !hidden && LEFT_OUT.stream().noneMatch(name::endsWith);
  }

  private static void linkOrCopy(Path file, Path copy) throws IOException {
    if (Files.size(file) >= LINKED_FROM_BYTES) {
      try {
        Files.createLink(copy, file.toRealPath());
        return;
      } catch (UnsupportedOperationException | IOException e) {
        Files.deleteIfExists(copy); // another file system, or one without links
      }
    }
    Files.copy(file, copy);
  }
}
