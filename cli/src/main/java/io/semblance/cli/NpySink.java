package io.semblance.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * NumPy's array file, version 1.0: C order, {@code [texts][width]}. The header is written last,
 * when the number of texts is known; its size is fixed.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The
 *     format's description</a>
 */
final class NpySink implements EmbeddingSink {
  private static final int HEADER_BYTES = 128;
  private static final int BUFFER_BYTES = 1 << 18;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private final FileChannel channel;
  private final RowFormat format;
  private final ByteBuffer buffer;
  private long rows;

  NpySink(FileChannel channel, RowFormat format) throws IOException {
    this.channel = channel;
    this.format = format;
    this.buffer =
        ByteBuffer.allocate(Math.max(BUFFER_BYTES, format.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(HEADER_BYTES);
  }

  @Override
  public void write(EncodedText text) throws IOException {
    write(text.vector());
  }

  /** Writes the next row. */
  void write(float[] vector) throws IOException {
    if (buffer.remaining() < format.bytes()) {
      drain();
    }
    format.put(vector, buffer);
    rows++;
  }

  private void drain() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void finish() throws IOException {
    drain();
    ByteBuffer header = header();
    while (header.hasRemaining()) {
      channel.write(header, header.position());
    }
    channel.force(true);
  }

  private ByteBuffer header() {
    String description =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s, %s), }"
            .formatted(format.numPyType(), rows, format.width());
    int length = HEADER_BYTES - MAGIC.length - Short.BYTES;
    String padded = description + " ".repeat(length - 1 - description.length()) + "\n";
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) length)
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .flip();
  }
}
