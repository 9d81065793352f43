package io.semblance.index.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Other names of collections, in one file of the folder that holds them.
 *
 * @param collections alias to collection, sorted
 */
public record AliasFile(SortedMap<String, String> collections) {
  private static final String FILE = "aliases.json";

  public AliasFile {
    collections = Collections.unmodifiableSortedMap(new TreeMap<>(collections));
  }

  /** The aliases of a folder; none when it has no such file. */
  public static AliasFile read(Path root) {
    Path file = root.resolve(FILE);
    return Files.exists(file)
        ? SealedJson.read(file, AliasFile.class, content -> {})
        : new AliasFile(new TreeMap<>());
  }

  /** Replaces the file in one step; with the lock of {@code root} held. */
  public void write(Path root) throws IOException {
    SealedJson.write(root.resolve(FILE), this);
  }

  public AliasFile with(String alias, String collection) {
    SortedMap<String, String> other = new TreeMap<>(collections);
    other.put(alias, collection);
    return new AliasFile(other);
  }

  public AliasFile without(String alias) {
    SortedMap<String, String> other = new TreeMap<>(collections);
    other.remove(alias);
    return new AliasFile(other);
  }

  /** All aliases of a collection, sorted. */
  public java.util.List<String> of(String collection) {
    return collections.entrySet().stream()
        .filter(entry -> entry.getValue().equals(collection))
        .map(Map.Entry::getKey)
        .toList();
  }
}
