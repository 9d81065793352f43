package io.semblance.index;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.life.AliasFile;
import io.semblance.index.life.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one space of names that collections and aliases of a folder share. A collection hides an
 * alias of its name, so that a collection can be moved behind an alias without a gap.
 */
record CollectionNames(Path root) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /** Names of collections, sorted. */
  List<String> collections() {
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

  SortedMap<String, String> aliases() {
    return AliasFile.read(root).collections();
  }

  boolean isCollection(String name) {
    return CollectionManifest.existsIn(folder(name));
  }

  /** The collection that a name or an alias means; null for neither. */
  @Nullable String resolve(String name) {
    return isCollection(name) ? name : aliases().get(name);
  }

  /** Where a collection of this name is or would be. */
  Path folder(String name) {
    if (!NAME.matcher(name).matches()) {
      throw SemblanceException.invalid(
          "a collection name must match " + NAME.pattern() + ", got: '" + name + "'");
    }
    return root.resolve(name);
  }

  void requireFree(String name) {
    if (Files.exists(folder(name))) {
      throw conflict("collection '" + name + "' exists already");
    }
    String collection = aliases().get(name);
    if (collection != null) {
      throw conflict("'" + name + "' is taken: it is an alias of collection '" + collection + "'");
    }
  }

  void requireCollection(String name) {
    if (!isCollection(name)) {
      throw unknown(name);
    }
  }

  void setAlias(String alias, String collection) {
    folder(alias);
    change(
        aliases -> {
          requireCollection(collection);
          if (isCollection(alias)) {
            throw conflict("'" + alias + "' is taken: it is the name of a collection");
          }
          return aliases.with(alias, collection);
        });
  }

  /** Gives an alias to another collection if it stands for the one that is expected. */
  void moveAlias(String alias, String from, String to) {
    change(
        aliases -> {
          requireCollection(to);
          if (!from.equals(aliases.collections().get(alias))) {
            throw conflict("alias '" + alias + "' no longer stands for '" + from + "'");
          }
          return aliases.with(alias, to);
        });
  }

  void removeAlias(String alias) {
    change(
        aliases -> {
          if (!aliases.collections().containsKey(alias)) {
            throw SemblanceException.notFound("no alias '" + alias + "' in " + root);
          }
          return aliases.without(alias);
        });
  }

  private void change(UnaryOperator<AliasFile> change) {
    try {
      FolderLock.hold(root, () -> change.apply(AliasFile.read(root)).write(root));
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot change the aliases of " + root + ": " + e, e);
    }
  }

  SemblanceException unknown(String name) {
    List<String> known =
        Stream.concat(collections().stream(), aliases().keySet().stream()).sorted().toList();
    return SemblanceException.notFound(
        "no collection '%s' in %s; %s"
            .formatted(
                name,
                root,
                known.isEmpty() ? "there are none yet" : "there are: " + String.join(", ", known)));
  }

  static SemblanceException conflict(String message) {
    return new SemblanceException(ErrorCode.CONFLICT, message);
  }
}
