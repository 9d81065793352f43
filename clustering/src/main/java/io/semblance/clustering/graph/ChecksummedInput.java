package io.semblance.clustering.graph;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Reads what {@link ChecksummedOutput} wrote. One thread at a time; the channel stays open. Reading
 * past the end throws {@link BufferUnderflowException}.
 */
final class ChecksummedInput {
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);

  ChecksummedInput(FileChannel channel) {
    this.channel = channel;
  }

  /** Reads to the end and back: whether the checksum there is that of all before. */
  boolean isWhole() throws IOException {
    CRC32C checksum = new CRC32C();
    for (long left = channel.size() - Integer.BYTES; left > 0; left -= buffer.capacity()) {
      ByteBuffer bytes = get((int) Math.min(left, buffer.capacity()));
      checksum.update(bytes);
    }
    boolean whole =
        channel.size() >= Integer.BYTES && get(Integer.BYTES).getInt() == (int) checksum.getValue();
    channel.position(0);
    buffer.limit(0);
    return whole;
  }

  /** Some bytes; valid until the next are read. */
  ByteBuffer get(int count) throws IOException {
    require(count);
    ByteBuffer bytes = buffer.slice(buffer.position(), count);
    buffer.position(buffer.position() + count);
    return bytes;
  }

  int getInt() throws IOException {
    require(Integer.BYTES);
    return buffer.getInt();
  }

  private void require(int count) throws IOException {
    if (buffer.remaining() >= count) {
      return;
    }
    buffer.compact();
    while (buffer.position() < count) {
      if (channel.read(buffer) < 0) {
        throw new BufferUnderflowException();
      }
    }
    buffer.flip();
  }
}
