package io.semblance.cli;

import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file as texts. Vectors belong to lines, so a line that cannot be read is an error:
 * passed over, it would shift all vectors after it. One thread at a time, {@link #read} aside.
 */
final class TextLines implements Iterator<String> {
  private final String file;
  private final LineReader lines;
  private LineReader.@Nullable Line next;
  private volatile long read;

  /**
   * Begins at the first line.
   *
   * @param file its name, for messages
   */
  TextLines(String file, LineReader lines) {
    this.file = file;
    this.lines = lines;
  }

  /** How many lines were read so far; for any thread. */
  long read() {
    return read;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = readNext();
    }
    return next != null;
  }

  private LineReader.@Nullable Line readNext() {
    try {
      LineReader.Line line = lines.next();
      if (line != null && line.problem() != null) {
        throw SemblanceException.invalid(file + " line " + line.number() + ": " + line.problem());
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    LineReader.Line line = next;
    next = null;
    read = line.number();
    return line.text();
  }
}
