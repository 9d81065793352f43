package io.semblance.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/** Objects, one a line. */
final class JsonLines {
  private static final int BUFFER_BYTES = 1 << 16;

  private final JsonGenerator json;

  JsonLines(WritableByteChannel channel) throws IOException {
    this.json =
        new JsonFactory()
            .createGenerator(
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
    json.setRootValueSeparator(null);
  }

  /** Begins a line; its fields are written to what is returned. */
  JsonGenerator begin() throws IOException {
    json.writeStartObject();
    return json;
  }

  void end() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  void flush() throws IOException {
    json.flush();
  }
}
