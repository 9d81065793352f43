package io.semblance.encoder.weights;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Supplier;

/**
 * Reads a file that may lie about itself: every read is checked against the file's end, every
 * failure is {@code MODEL_FAILURE} and names the file.
 */
final class UntrustedFile implements Closeable {
  /** What a file says about itself comes back in messages, so they are cut and cleaned. */
  private static final int MAX_MESSAGE = 500;

  private final Path path;
  private final FileChannel channel;
  private final long size;

  private UntrustedFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  static UntrustedFile open(Path path) {
    try {
      if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
        throw failure(path, "is not a regular file"); // opening a pipe would wait for ever
      }
      return new UntrustedFile(path, FileChannel.open(path));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /** Bytes {@code position} to {@code position + length}, little endian. */
  ByteBuffer read(long position, int length) {
    require(
        position >= 0 && length >= 0 && position <= size - length,
        () -> "ends early: " + length + " bytes at " + position + " are needed, it has " + size);
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    read(position, buffer);
    return buffer.flip();
  }

  /** Fills what remains of {@code buffer}. */
  void read(long position, ByteBuffer buffer) {
    long next = position;
    try {
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, next);
        if (read < 0) {
          throw failure("ends early, at byte " + next);
        }
        next += read;
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  void require(boolean holds, Supplier<String> problem) {
    if (!holds) {
      throw failure(problem.get());
    }
  }

  SemblanceException failure(String problem) {
    return failure(path, problem);
  }

  static SemblanceException failure(Path path, String problem) {
    String cut =
        problem.length() <= MAX_MESSAGE ? problem : problem.substring(0, MAX_MESSAGE) + "…";
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE, "weights file " + path + " " + cut.replaceAll("\\p{Cntrl}", "?"));
  }

  private static SemblanceException unreadable(Path path, IOException e) {
    return new SemblanceException(ErrorCode.MODEL_FAILURE, "cannot read " + path + ": " + e, e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }
}
