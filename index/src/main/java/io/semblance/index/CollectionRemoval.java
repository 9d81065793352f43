package io.semblance.index;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.life.AliasFile;
import io.semblance.index.life.FolderLock;
import io.semblance.index.life.UnfinishedFolder;
import io.semblance.index.life.WritingRight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes collections away from their names. Nobody may be writing to them. */
record CollectionRemoval(CollectionNames names) {
  void delete(String name) {
    Path folder = names.folder(name);
    try {
      FolderLock.hold(
          names.root(),
          () -> {
            requireDeletable(name);
            WritingRight.hold(
                index(folder), name, () -> UnfinishedFolder.retire(names.root(), folder));
          });
    } catch (IOException e) {
      throw failure("delete", name, e);
    }
    try {
      UnfinishedFolder.sweep(names.root());
    } catch (IOException e) {
      throw failure("remove the files of", name, e);
    }
  }

  private void requireDeletable(String name) {
    if (!Files.exists(names.folder(name))) {
      String collection = names.resolve(name);
      throw collection == null
          ? names.unknown(name)
          : CollectionNames.conflict(
              "'" + name + "' is an alias of collection '" + collection + "': remove the alias");
    }
    List<String> aliases = AliasFile.read(names.root()).of(name);
    if (!aliases.isEmpty()) {
      throw CollectionNames.conflict(
          "collection '"
              + name
              + "' must not be deleted while an alias stands for it: "
              + String.join(", ", aliases));
    }
  }

  void moveBehindAlias(String name, String newName) {
    Path folder = names.folder(name);
    try {
      FolderLock.hold(
          names.root(),
          () -> {
            names.requireCollection(name);
            names.requireFree(newName);
            WritingRight.hold(index(folder), name, () -> move(name, newName));
          });
    } catch (IOException e) {
      throw failure("rename", name, e);
    }
  }

  /** The alias comes first: until the folder is moved, the collection hides it. */
  private void move(String name, String newName) throws IOException {
    AliasFile aliases = AliasFile.read(names.root());
    for (String alias : aliases.of(name)) {
      aliases = aliases.with(alias, newName);
    }
    aliases.with(name, newName).write(names.root());
    UnfinishedFolder.rename(names.root(), names.folder(name), names.folder(newName));
  }

  private static Path index(Path folder) {
    return folder.resolve(VectorCollection.INDEX_FOLDER);
  }

  private SemblanceException failure(String action, String name, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot " + action + " collection '" + name + "' in " + names.root() + ": " + cause,
        cause);
  }
}
