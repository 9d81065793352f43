package io.semblance.encoder.folder;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model that comes with the encoder's jars. On first use its files are unpacked into a
 * SentenceTransformers folder, so that ONNX Runtime maps the graph from disk and other tools can
 * read the model too. Its parts are listed in the resource {@code models/<id>/files.txt}: a line
 * {@code <sha256> <path in the folder> <resource>} each.
 *
 * @param id the name people use
 */
public record BuiltInModel(String id) {
  private static final List<BuiltInModel> ALL =
      List.of(new BuiltInModel("all-MiniLM-L6-v2"), new BuiltInModel("all-MiniLM-L6-v2-256"));

  /** Files from this size on are stored once and linked into each folder that has them. */
  private static final long SHARED_FROM_BYTES = 1 << 20;

  /** All of them, the exact one first. */
  public static List<BuiltInModel> all() {
    return ALL;
  }

  /** The one with this name. */
  public static Optional<BuiltInModel> find(String id) {
    return ALL.stream().filter(model -> model.id.equals(id)).findFirst();
  }

  /**
   * Unpacks the model unless that was done before, and gives its folder. Safe between threads and
   * processes: the folder appears whole or not at all.
   *
   * @throws SemblanceException {@code STORAGE_FAILURE} when {@code modelsFolder} cannot be written
   */
  public Path unpack(Path modelsFolder) {
    List<Part> parts = parts();
    Path folder = modelsFolder.resolve(id).resolve(version(parts));
    if (isComplete(folder, parts)) {
      return folder;
    }
    try {
      Files.createDirectories(folder.getParent());
      Path temporary = Files.createTempDirectory(folder.getParent(), ".unpacking-");
      try {
        for (Part part : parts) {
          part.write(temporary.resolve(part.path), modelsFolder.resolve("blobs"));
        }
        publish(temporary, folder, parts);
      } finally {
        deleteTree(temporary);
      }
      return folder;
    } catch (IOException | UncheckedIOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE,
          "cannot unpack model '%s' into %s: %s; choose a folder that can be written with --home or SEMBLANCE_HOME"
              .formatted(id, modelsFolder, e),
          e);
    }
  }

  /**
   * Names a set of files, so that a later release with other files does not meet the ones of an
   * earlier.
   */
  private static String version(List<Part> parts) {
    return Fingerprint.ofText(parts.toString()).substring(0, 12);
  }

  private static boolean isComplete(Path folder, List<Part> parts) {
    return parts.stream().allMatch(part -> Files.isRegularFile(folder.resolve(part.path)));
  }

  private static void publish(Path temporary, Path folder, List<Part> parts) throws IOException {
    if (Files.exists(folder) && !isComplete(folder, parts)) {
      deleteTree(folder);
    }
    try {
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      if (!isComplete(folder, parts)) { // another process was first, which is as good
        throw e;
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = new ArrayList<>(walk.sorted(Comparator.reverseOrder()).toList());
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  private List<Part> parts() {
    String list = "/io/semblance/encoder/models/" + id + "/files.txt";
    try (InputStream in = Part.resource(list)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Part::parse).toList();
    } catch (IOException e) {
      throw new SemblanceException(ErrorCode.INTERNAL, "cannot read resource " + list, e);
    }
  }

  private record Part(String sha256, String path, String resource) {
    static Part parse(String line) {
      List<String> fields = Arrays.asList(line.split(" "));
      return new Part(fields.get(0), fields.get(1), fields.get(2));
    }

    static InputStream resource(String name) {
      InputStream in = BuiltInModel.class.getResourceAsStream(name);
      if (in == null) {
        throw new SemblanceException(
            ErrorCode.MODEL_FAILURE,
            "resource " + name + " of a built-in model is not on the class path");
      }
      return in;
    }

    void write(Path target, Path blobs) throws IOException {
      Files.createDirectories(target.getParent());
      Path blob = blobs.resolve(sha256);
      if (Files.isRegularFile(blob)) {
        link(blob, target);
        return;
      }
      try (InputStream in = resource(resource)) {
        String actual = Fingerprint.copy(in, target);
        if (!actual.equals(sha256)) {
          throw new SemblanceException(
              ErrorCode.MODEL_FAILURE,
              "resource %s must have SHA-256 %s, got: %s".formatted(resource, sha256, actual));
        }
      }
      if (Files.size(target) >= SHARED_FROM_BYTES) {
        Files.createDirectories(blobs);
        link(target, blob);
      }
    }

    /** Hard links where the file system has them, else copies. */
    private static void link(Path existing, Path link) throws IOException {
      try {
        Files.createLink(link, existing);
      } catch (FileAlreadyExistsException e) {
        return;
      } catch (UnsupportedOperationException | IOException e) {
        Files.copy(existing, link);
      }
    }
  }
}
