package io.semblance.clustering.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Writes bytes and, at the end, their CRC-32C. One thread at a time; the channel stays open. */
final class ChecksummedOutput {
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private final CRC32C checksum = new CRC32C();

  ChecksummedOutput(FileChannel channel) {
    this.channel = channel;
  }

  void put(ByteBuffer bytes) throws IOException {
    if (buffer.remaining() < bytes.remaining()) {
      drain();
    }
    buffer.put(bytes);
  }

  void putInt(int value) throws IOException {
    if (buffer.remaining() < Integer.BYTES) {
      drain();
    }
    buffer.putInt(value);
  }

  void finish() throws IOException {
    drain();
    buffer.putInt((int) checksum.getValue());
    drain();
  }

  private void drain() throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
