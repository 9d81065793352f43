package io.semblance.index;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of collections, one sub-folder each. Safe for many threads.
 *
 * @param root the folder; made when the first collection is
 */
public record CollectionStore(Path root) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /** Names of all collections, sorted. */
  public List<String> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(CollectionManifest::existsIn)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SemblanceException(ErrorCode.STORAGE_FAILURE, "cannot list " + root + ": " + e, e);
    }
  }

  /** What a collection was made with, or nothing when there is no such collection. */
  public Optional<CollectionManifest> find(String name) {
    Path folder = folder(name);
    return CollectionManifest.existsIn(folder)
        ? Optional.of(CollectionManifest.read(folder))
        : Optional.empty();
  }

  /**
   * Makes a collection without documents; it appears whole or not at all.
   *
   * @throws SemblanceException {@code CONFLICT} when the name is taken, {@code INVALID_REQUEST}
   *     when it is no name
   */
  public VectorCollection create(String name, SentenceEncoder encoder, CollectionSchema schema) {
    Path folder = folder(name);
    if (Files.exists(folder)) {
      throw taken(name, null);
    }
    try {
      Files.createDirectories(root);
      Path unfinished = Files.createTempDirectory(root, ".creating-");
      try {
        VectorCollection.create(unfinished, CollectionManifest.of(name, encoder.model(), schema));
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        deleteTree(unfinished);
      }
    } catch (FileSystemException e) {
      if (CollectionManifest.existsIn(folder)) {
        throw taken(name, e);
      }
      throw cannotCreate(folder, e);
    } catch (IOException e) {
      throw cannotCreate(folder, e);
    }
    return open(name, encoder);
  }

  private static SemblanceException taken(String name, @Nullable Throwable cause) {
    return new SemblanceException(
        ErrorCode.CONFLICT, "collection '" + name + "' exists already", cause);
  }

  private static SemblanceException cannotCreate(Path folder, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot create collection folder " + folder + ": " + cause,
        cause);
  }

  /**
   * Opens a collection.
   *
   * @throws SemblanceException {@code NOT_FOUND}; {@code CONFLICT} when {@code encoder} is not the
   *     model that made it; {@code STORAGE_FAILURE} when its files are damaged
   */
  public VectorCollection open(String name, SentenceEncoder encoder) {
    return open(name, encoder, CollectionOptions.DEFAULT);
  }

  /** Opens a collection as {@link #open(String, SentenceEncoder)} does. */
  public VectorCollection open(String name, SentenceEncoder encoder, CollectionOptions options) {
    if (find(name).isEmpty()) {
      throw unknown(name);
    }
    return VectorCollection.open(folder(name), encoder, options);
  }

  /** The error for a name that is not there, listing those that are. */
  public SemblanceException unknown(String name) {
    List<String> known = names();
    return SemblanceException.notFound(
        "no collection '%s' in %s; %s"
            .formatted(
                name,
                root,
                known.isEmpty() ? "there are none yet" : "there are: " + String.join(", ", known)));
  }

  private Path folder(String name) {
    if (!NAME.matcher(name).matches()) {
      throw SemblanceException.invalid(
          "a collection name must match " + NAME.pattern() + ", got: '" + name + "'");
    }
    return root.resolve(name);
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> paths;
      try (Stream<Path> walk = Files.walk(folder)) {
        paths = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : paths) {
        Files.delete(path);
      }
    }
  }
}
