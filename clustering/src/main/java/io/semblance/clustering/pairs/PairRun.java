package io.semblance.clustering.pairs;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Sorted records in a file: for each the score's key and the numbers, two big-endian longs. Read
 * any number of times, also at once.
 */
final class PairRun implements AutoCloseable {
  private static final int BUFFER = 1 << 15;

  private final Path file;
  private final FileChannel channel;
  private final long records;

  private PairRun(Path file, FileChannel channel, long records) {
    this.file = file;
    this.channel = channel;
    this.records = records;
  }

  /** Writes records that are sorted. */
  static PairRun write(Path file, Iterator<PairRecord> sorted) {
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        return new PairRun(file, channel, write(channel, sorted));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw ScratchFolder.failure("cannot write found pairs to " + file, e);
    }
  }

  private static long write(FileChannel channel, Iterator<PairRecord> sorted) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long records = 0;
    while (sorted.hasNext()) {
      PairRecord next = sorted.next();
      buffer.putLong(next.scoreKey()).putLong(next.numbers());
      records++;
      if (!buffer.hasRemaining()) {
        drain(channel, buffer);
      }
    }
    drain(channel, buffer);
    return records;
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  long records() {
    return records;
  }

  /** The records from the first on. */
  Iterator<PairRecord> iterator() {
    return new Reader();
  }

  /** Closes and deletes the file. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw ScratchFolder.failure("cannot delete " + file, e);
    }
  }

  private final class Reader implements Iterator<PairRecord> {
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long read;

    @Override
    public boolean hasNext() {
      return read < records;
    }

    @Override
    public PairRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (!buffer.hasRemaining()) {
        fill();
      }
      read++;
      return new PairRecord(buffer.getLong(), buffer.getLong());
    }

    private void fill() {
      buffer.clear();
      buffer.limit((int) Math.min(BUFFER, (records - read) * PairRecord.BYTES));
      long position = read * PairRecord.BYTES;
      try {
        while (buffer.hasRemaining()) {
          int count = channel.read(buffer, position + buffer.position());
          if (count < 0) {
            throw new SemblanceException(
                ErrorCode.STORAGE_FAILURE, file + " ends before its " + records + " pairs do");
          }
        }
      } catch (IOException e) {
        throw ScratchFolder.failure("cannot read found pairs from " + file, e);
      }
      buffer.flip();
    }
  }
}
