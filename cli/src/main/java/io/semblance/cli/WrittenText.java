package io.semblance.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** UTF-8 that somebody else writes to a command's output. */
record WrittenText(Writer writer) implements Sink {
  static WrittenText on(FileChannel channel) {
    return new WrittenText(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  /** Writes a line. */
  void line(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
  }

  @Override
  public void finish() throws IOException {
    writer.flush();
  }
}
