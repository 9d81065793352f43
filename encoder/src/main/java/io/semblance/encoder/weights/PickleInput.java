package io.semblance.encoder.weights;

import io.semblance.error.SemblanceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle within a file, read through a small buffer. */
final class PickleInput {
  private static final int BUFFER_BYTES = 1 << 13;
  private static final int MAX_TEXT_BYTES = 1 << 12;

  /** A tensor takes some 150 bytes. */
  private static final long MAX_BYTES = 8L << 20;

  private final UntrustedFile file;
  private final long end;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long bufferEnd;

  /** Reads from byte {@code start} of the file, {@code end} excluded, at most 8 MB. */
  PickleInput(UntrustedFile file, long start, long end) {
    this.file = file;
    this.end = Math.min(end, start + MAX_BYTES);
    this.bufferEnd = start;
  }

  /** Of the next byte, from the start of the file. */
  long position() {
    return bufferEnd - buffer.remaining();
  }

  int unsignedByte() {
    return Byte.toUnsignedInt(ahead(1).get());
  }

  int unsignedShort() {
    return Short.toUnsignedInt(ahead(Short.BYTES).getShort());
  }

  int signedInt() {
    return ahead(Integer.BYTES).getInt();
  }

  long signedLong() {
    return ahead(Long.BYTES).getLong();
  }

  /** A number of at most eight bytes, little endian, two's complement. */
  long signedLong(int bytes) {
    if (bytes > Long.BYTES) {
      throw failure("has a number of " + bytes + " bytes, at most 8");
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) unsignedByte() << (8 * i);
    }
    int unused = Long.SIZE - 8 * bytes;
    return bytes == 0 ? 0 : value << unused >> unused;
  }

  /** UTF-8 text. */
  String text(long bytes) {
    if (bytes < 0 || bytes > MAX_TEXT_BYTES) {
      throw failure("has a text of " + bytes + " bytes, at most " + MAX_TEXT_BYTES);
    }
    byte[] text = new byte[(int) bytes];
    ahead(text.length).get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** ASCII text up to a line feed, which is skipped. */
  String line() {
    StringBuilder line = new StringBuilder();
    for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
      if (line.length() == MAX_TEXT_BYTES) {
        throw failure("has a name of more than " + MAX_TEXT_BYTES + " bytes");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  SemblanceException failure(String problem) {
    return file.failure("has a pickle that " + problem + ", before byte " + position());
  }

  private ByteBuffer ahead(int bytes) {
    if (buffer.remaining() < bytes) {
      buffer.compact();
      int wanted = (int) Math.min(buffer.remaining(), end - bufferEnd);
      buffer.limit(buffer.position() + wanted);
      file.read(bufferEnd, buffer);
      bufferEnd += wanted;
      buffer.flip();
      if (buffer.remaining() < bytes) {
        throw failure("ends early or is longer than " + MAX_BYTES + " bytes");
      }
    }
    return buffer;
  }
}
