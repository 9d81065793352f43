package io.semblance.clustering.pairs;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What blocks of rows have given so far, in a file {@value #NAME} of a work folder, so that a run
 * that was killed or cancelled goes on. Its writer is the only one: the file is locked. Safe for
 * many threads.
 *
 * <p>The file starts with the 40 bytes of a {@link RunIdentity}. Entries follow, all numbers
 * big-endian: the number of the attempt, the block, the number of records or {@value #FINISHED},
 * the records of 16 bytes, and a CRC-32C of all that. Only the records of an attempt that is
 * finished count. What follows the last whole entry was being written when the run ended; it is cut
 * off.
 */
final class BlockLog implements FoundBlocks {
  static final String NAME = "pairs.log";

  private static final int FINISHED = -1;
  private static final int HEAD = 12;
  private static final int CHECKSUM = 4;

  private final Path file;
  private final FileChannel channel;
  private final BitSet finishedBlocks = new BitSet();
  private final BitSet finishedAttempts = new BitSet();
  private int attempts;
  private long end;

  private BlockLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the log of a work folder, or starts one.
   *
   * @throws SemblanceException with code {@code CONFLICT} when it belongs to another run
   */
  static BlockLog open(Path folder, RunIdentity identity) {
    Path file = folder.resolve(NAME);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        lock(channel, folder);
        BlockLog log = new BlockLog(file, channel);
        log.begin(identity, folder);
        ScratchFolder.deleteLeftovers(folder);
        return log;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw ScratchFolder.failure("cannot open " + file, e);
    }
  }

  private static void lock(FileChannel channel, Path folder) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new SemblanceException(
          ErrorCode.CONFLICT, "work folder " + folder + " is in use by another run");
    }
  }

  private void begin(RunIdentity identity, Path folder) throws IOException {
    if (channel.size() < RunIdentity.BYTES) {
      channel.truncate(0);
      write(ByteBuffer.wrap(identity.bytes()));
    } else {
      ByteBuffer head = ByteBuffer.allocate(RunIdentity.BYTES);
      read(head, 0);
      identity.requireSame(head.array(), folder);
      end = RunIdentity.BYTES;
      scan();
      channel.truncate(end);
    }
  }

  /** Finds the whole entries and what is finished. */
  private void scan() throws IOException {
    for (Entry entry = entryAt(end); entry != null; entry = entryAt(end)) {
      attempts = Math.max(attempts, entry.attempt + 1);
      if (entry.records == FINISHED) {
        finishedAttempts.set(entry.attempt);
        finishedBlocks.set(entry.block);
      }
      end += entry.bytes();
    }
  }

  private record Entry(int attempt, int block, int records, ByteBuffer body) {
    long bytes() {
      return HEAD + (long) body.capacity() + CHECKSUM;
    }
  }

  private @Nullable Entry entryAt(long position) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    if (!read(head, position)) {
      return null;
    }
    int attempt = head.getInt(0);
    int block = head.getInt(4);
    int records = head.getInt(8);
    long length = (long) Math.max(0, records) * PairRecord.BYTES;
    if (attempt < 0
        || block < 0
        || records < FINISHED
        || length > channel.size() - position - HEAD - CHECKSUM) {
      return null;
    }
    ByteBuffer body = ByteBuffer.allocate((int) length);
    ByteBuffer checksum = ByteBuffer.allocate(CHECKSUM);
    boolean whole = read(body, position + HEAD) && read(checksum, position + HEAD + length);
    return whole && checksum.getInt(0) == checksum(head, body)
        ? new Entry(attempt, block, records, body)
        : null;
  }

  private static int checksum(ByteBuffer... parts) {
    CRC32C checksum = new CRC32C();
    for (ByteBuffer part : parts) {
      checksum.update(part.duplicate());
    }
    return (int) checksum.getValue();
  }

  /** Fills a buffer from a position on; false when the file ends before. */
  private boolean read(ByteBuffer buffer, long position) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        return false;
      }
    }
    buffer.flip();
    return true;
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
  }

  @Override
  public boolean isMissing(int block) {
    return !finishedBlocks.get(block);
  }

  @Override
  public synchronized void restore(BestPairs best) {
    PairRecords records = new PairRecords(0);
    try {
      long position = RunIdentity.BYTES;
      for (Entry entry = entryAt(position); entry != null; entry = entryAt(position)) {
        if (finishedAttempts.get(entry.attempt)) {
          while (entry.body.hasRemaining()) {
            records.add(entry.body.getLong(), entry.body.getLong());
          }
          best.add(records);
          records.truncate(0);
        }
        position += entry.bytes();
      }
    } catch (IOException e) {
      throw ScratchFolder.failure("cannot read " + file, e);
    }
  }

  @Override
  public synchronized int start() {
    return attempts++;
  }

  @Override
  public void append(int attempt, int block, PairRecords records) {
    ByteBuffer entry =
        ByteBuffer.allocate(HEAD + records.size() * PairRecord.BYTES + CHECKSUM)
            .putInt(attempt)
            .putInt(block)
            .putInt(records.size());
    for (int i = 0; i < records.size(); i++) {
      entry.putLong(records.scoreKey(i)).putLong(records.numbers(i));
    }
    append(entry);
  }

  @Override
  public void finish(int attempt, int block) {
    append(ByteBuffer.allocate(HEAD + CHECKSUM).putInt(attempt).putInt(block).putInt(FINISHED));
  }

  private void append(ByteBuffer entry) {
    entry.putInt(checksum(entry.duplicate().flip())).flip();
    synchronized (this) {
      try {
        write(entry);
      } catch (IOException e) {
        throw ScratchFolder.failure("cannot write " + file, e);
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw ScratchFolder.failure("cannot close " + file, e);
    }
  }
}
