package io.semblance.cli;

import io.semblance.encoder.Embeddings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * NumPy's array file, version 1.0: float32, C order, {@code [texts][dimension]}. The header is
 * written last, when the number of texts is known; its size is fixed.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The
 *     format's description</a>
 */
final class NpySink implements EmbeddingSink {
  private static final int HEADER_BYTES = 128;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private final FileChannel channel;
  private final int dimension;
  private long rows;

  NpySink(Path file, int dimension) throws IOException {
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.dimension = dimension;
    channel.position(HEADER_BYTES);
  }

  @Override
  public void write(List<String> texts, Embeddings embeddings) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * dimension * texts.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < texts.size(); row++) {
      bytes.asFloatBuffer().put(embeddings.vectors().row(row));
      bytes.position(bytes.position() + 4 * dimension);
    }
    bytes.flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    rows += texts.size();
  }

  /** Writes one row. */
  void write(float[] row) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(row);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    rows++;
  }

  @Override
  public void finish() throws IOException {
    String description =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + dimension + "), }";
    int length = HEADER_BYTES - MAGIC.length - Short.BYTES;
    String padded = description + " ".repeat(length - 1 - description.length()) + "\n";
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header
        .put(MAGIC)
        .putShort((short) length)
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .flip();
    while (header.hasRemaining()) {
      channel.write(header, header.position());
    }
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
