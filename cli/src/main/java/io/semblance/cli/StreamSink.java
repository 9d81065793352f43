package io.semblance.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Bytes written one after the other, buffered. */
final class StreamSink implements Sink {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream stream;

  StreamSink(FileChannel channel) {
    stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  OutputStream stream() {
    return stream;
  }

  @Override
  public void finish() throws IOException {
    stream.flush();
  }
}
