package io.semblance.cli;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file to read, or standard input for {@code -}; gzip is recognised by its first bytes. One
 * thread at a time.
 */
final class InputFile implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";
  private static final int BUFFER_BYTES = 1 << 16;

  private final CountingStream raw;
  private final InputStream content;
  private final long size;

  private InputFile(CountingStream raw, InputStream content, long size) {
    this.raw = raw;
    this.content = content;
    this.size = size;
  }

  static InputFile open(String name) {
    try {
      return name.equals(STANDARD_INPUT) ? ofStandardInput() : ofFile(Path.of(name));
    } catch (NoSuchFileException e) {
      throw SemblanceException.notFound("no such input file: " + name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** Standard input is the process's, not ours to close. */
  private static InputFile ofStandardInput() throws IOException {
    return ofStream(
        new FilterInputStream(System.in) {
          @Override
          public void close() {
            // left open
          }
        });
  }

  /** Reads a stream that is no file, such as a resource; its size is not known. */
  static InputFile ofStream(InputStream source) throws IOException {
    return of(source, -1);
  }

  private static InputFile ofFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw SemblanceException.invalid("input must be a file, got a folder: " + file);
    }
    return of(Files.newInputStream(file), Files.size(file));
  }

  private static InputFile of(InputStream source, long size) throws IOException {
    CountingStream raw = new CountingStream(source);
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
    return new InputFile(
        raw, isGzip(buffered) ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered, size);
  }

  private static boolean isGzip(BufferedInputStream in) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    return first == 0x1f && second == 0x8b;
  }

  static SemblanceException unreadable(String name, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot read input " + name + ": " + cause, cause);
  }

  InputStream content() {
    return content;
  }

  /**
   * Part of the work on this file that is done, in [0, 1]: reading runs ahead of working, so the
   * part that was read is scaled by how much of that is done. NaN for standard input.
   */
  double share(long done, long read) {
    double shareRead = size <= 0 ? Double.NaN : Math.min(1, (double) raw.count / size);
    return read == 0 ? 0 : shareRead * Math.min(1, (double) done / read);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  /** Counts bytes as they come from the disk, before decompression. */
  private static final class CountingStream extends FilterInputStream {
    private volatile long count;

    CountingStream(InputStream source) {
      super(source);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      add(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      add(Math.max(0, read));
      return read;
    }

    private void add(int read) {
      long before = count; // only the reading thread writes
      count = before + read;
    }
  }
}
