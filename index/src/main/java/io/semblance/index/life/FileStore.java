package io.semblance.index.life;

import io.semblance.index.Snapshot.StoredFile;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files named by the SHA-256 of their content, each content once. One thread of one process at a
 * time may change it.
 *
 * @param folder made when the first file comes
 */
public record FileStore(Path folder) {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
  private static final String UNFINISHED = ".unfinished";
  private static final int BUFFER = 1 << 20;

  /** What was stored, and whether it was new. */
  public record Added(StoredFile file, boolean isNew) {}

  /**
   * Stores a file durably, apart from the folder's own entry: {@link #force} comes last. What is
   * there already is read and compared; what is damaged is replaced.
   *
   * @param name what the file is called in what is returned
   * @param source read to its end twice, the second time from where it is moved back to
   */
  public Added add(String name, FileChannel source, Counted progress) throws IOException {
    Files.createDirectories(folder);
    Path unfinished = folder.resolve(UNFINISHED);
    StoredFile file = copy(name, source, OutputStream.nullOutputStream(), progress);
    if (holds(file)) {
      return new Added(file, false);
    }
    source.position(0);
    try (FileChannel target = create(unfinished)) {
      StoredFile copied = copy(name, source, Channels.newOutputStream(target), Counted.NOTHING);
      if (!copied.equals(file)) {
        throw new IOException("file " + name + " changed while it was copied");
      }
      target.force(true);
    }
    Files.move(
        unfinished,
        path(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return new Added(file, true);
  }

  private boolean holds(StoredFile file) throws IOException {
    if (!Files.exists(path(file)) || Files.size(path(file)) != file.length()) {
      return false;
    }
    return isWhole(file, Counted.NOTHING);
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static StoredFile copy(
      String name, FileChannel source, OutputStream target, Counted progress) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[BUFFER];
    long length = 0;
    InputStream in = Channels.newInputStream(source);
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      sha256.update(buffer, 0, read);
      target.write(buffer, 0, read);
      length += read;
      progress.add(read);
    }
    return new StoredFile(name, length, HexFormat.of().formatHex(sha256.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  /** Makes the list of files durable. */
  public void force() throws IOException {
    SealedJson.forceFolder(folder);
  }

  private Path path(StoredFile file) {
    return folder.resolve(file.sha256());
  }

  /** Whether a stored file is there and has the content that its name says. */
  public boolean isWhole(StoredFile file, Counted progress) throws IOException {
    try (FileChannel source = FileChannel.open(path(file))) {
      return copy(file.name(), source, OutputStream.nullOutputStream(), progress).equals(file);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Copies a stored file out, durably, and compares it.
   *
   * @throws IOException that names the file when it is damaged or missing
   */
  public void restore(StoredFile file, Path target, Counted progress) throws IOException {
    try (FileChannel source = FileChannel.open(path(file));
        FileChannel copy = create(target)) {
      StoredFile copied = copy(file.name(), source, Channels.newOutputStream(copy), progress);
      if (!copied.equals(file)) {
        throw new IOException(damaged(file, "is damaged"));
      }
      copy.force(true);
    } catch (NoSuchFileException e) {
      throw new IOException(damaged(file, "is missing"), e);
    }
  }

  /** What is wrong with a file, with both its names. */
  public String damaged(StoredFile file, String problem) {
    return "file " + file.name() + " (" + path(file) + ") " + problem;
  }

  /**
   * Removes all files but some, and what a killed process left.
   *
   * @param needed SHA-256 sums
   * @return how many bytes were freed
   */
  public long retain(Set<String> needed) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long freed = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.equals(UNFINISHED) || (NAME.matcher(name).matches() && !needed.contains(name))) {
          freed += Files.size(file);
          Files.delete(file);
        }
      }
    }
    return freed;
  }

  /** Bytes that went through, told as they go. Not safe for threads. */
  public static final class Counted {
    static final Counted NOTHING = new Counted("", Progress.NONE);

    private final String work;
    private final Progress progress;
    private long bytes;

    /**
     * Starts at zero.
     *
     * @param work what is being done, for the message when it is cancelled
     */
    public Counted(String work, Progress progress) {
      this.work = work;
      this.progress = progress;
    }

    void add(int more) {
      bytes += more;
      progress.advancedTo(bytes);
      progress.throwIfCancelled(work);
    }
  }
}
