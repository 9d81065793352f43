package io.semblance.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of UTF-8 at line feeds, one line in memory at a time. A line that is too long or
 * not UTF-8 is skipped to its end and comes out as a problem, so that the lines after it can be
 * read.
 */
final class LineReader {
  /** Longest line that is kept. */
  static final int MAX_LINE_BYTES = 64 << 20;

  private final InputStream in;
  private final int maxLineBytes;
  private long number;

  LineReader(InputStream in) {
    this(in, MAX_LINE_BYTES);
  }

  LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * One line.
   *
   * @param number from 1
   * @param text without the line break; empty when there is a problem
   * @param problem why the line cannot be used, or null
   */
  record Line(long number, String text, @Nullable String problem) {}

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    long length = 0;
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (++length <= maxLineBytes) {
        bytes.write(next);
      }
    }
    number++;
    if (length > maxLineBytes) {
      return new Line(
          number, "", "a line must have at most " + maxLineBytes + " bytes, got: " + length);
    }
    return decoded(bytes.toByteArray());
  }

  private Line decoded(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Line(
          number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, null);
    } catch (CharacterCodingException e) {
      return new Line(number, "", "is not UTF-8");
    }
  }
}
