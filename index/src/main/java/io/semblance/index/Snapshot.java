package io.semblance.index;

import io.semblance.error.SemblanceException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A collection as it was at one moment, in a {@link SnapshotFolder}.
 *
 * @param formatVersion layout of the folder; this version reads and writes {@value #FORMAT_VERSION}
 * @param id names it within its folder
 * @param collection what the collection was made with
 * @param created when it was taken
 * @param documents that it holds
 * @param passages of those
 * @param files all files of the index
 */
public record Snapshot(
    int formatVersion,
    String id,
    CollectionManifest collection,
    Instant created,
    long documents,
    long passages,
    List<StoredFile> files) {
  static final int FORMAT_VERSION = 1;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,127}");

  public Snapshot {
    requireId(id);
    files = List.copyOf(files);
    if (files.stream().map(StoredFile::name).distinct().count() != files.size()) {
      throw SemblanceException.invalid("snapshot '" + id + "' lists a file twice");
    }
  }

  static void requireId(String id) {
    if (!ID.matcher(id).matches()) {
      throw SemblanceException.invalid(
          "a snapshot id must match " + ID.pattern() + ", got: '" + id + "'");
    }
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.stream().mapToLong(StoredFile::length).sum();
  }

  /**
   * A file of the index. A name cannot leave the folder that it is copied to.
   *
   * @param name within the index
   * @param length in bytes
   * @param sha256 of its content, in hexadecimal digits; names it in the folder of snapshots
   */
  public record StoredFile(String name, long length, String sha256) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public StoredFile {
      if (!NAME.matcher(name).matches() || !SHA256.matcher(sha256).matches() || length < 0) {
        throw SemblanceException.invalid(
            "a snapshot must list plain file names, SHA-256 sums and lengths, got: '"
                + name
                + "', '"
                + sha256
                + "', "
                + length);
      }
    }
  }
}
