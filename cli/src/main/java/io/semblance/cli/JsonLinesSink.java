package io.semblance.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** One JSON object a text: {@code text}, {@code tokens}, {@code truncated}, {@code embedding}. */
final class JsonLinesSink implements EmbeddingSink {
  private final JsonLines lines;
  private final RowFormat format;

  JsonLinesSink(WritableByteChannel channel, RowFormat format) throws IOException {
    this.lines = new JsonLines(channel);
    this.format = format;
  }

  @Override
  public void write(EncodedText text) throws IOException {
    JsonGenerator json = lines.begin();
    json.writeStringField("text", text.text());
    json.writeNumberField("tokens", text.count().tokens());
    json.writeBooleanField("truncated", text.count().truncated());
    json.writeFieldName("embedding");
    format.write(text.vector(), json);
    lines.end();
  }

  @Override
  public void finish() throws IOException {
    lines.flush();
  }
}
