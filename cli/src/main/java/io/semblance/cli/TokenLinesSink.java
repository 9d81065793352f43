package io.semblance.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** One JSON object a text: {@code text} and {@code token_embeddings}, an array a token. */
final class TokenLinesSink implements Sink {
  private final JsonLines lines;

  TokenLinesSink(WritableByteChannel channel) throws IOException {
    this.lines = new JsonLines(channel);
  }

  void write(String text, float[][] tokens) throws IOException {
    JsonGenerator json = lines.begin();
    json.writeStringField("text", text);
    json.writeArrayFieldStart("token_embeddings");
    for (float[] token : tokens) {
      new FloatRows(token.length).write(token, json);
    }
    json.writeEndArray();
    lines.end();
  }

  @Override
  public void finish() throws IOException {
    lines.flush();
  }
}
