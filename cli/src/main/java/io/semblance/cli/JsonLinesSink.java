package io.semblance.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.semblance.encoder.Embeddings;
import io.semblance.encoder.TokenCount;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One JSON object a text: {@code text}, {@code tokens}, {@code truncated}, {@code embedding}. */
final class JsonLinesSink implements EmbeddingSink {
  private final OutputStream out;
  private final JsonGenerator json;

  JsonLinesSink(OutputStream out) throws IOException {
    this.out = out;
    this.json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setRootValueSeparator(null);
  }

  @Override
  public void write(List<String> texts, Embeddings embeddings) throws IOException {
    for (int row = 0; row < texts.size(); row++) {
      TokenCount count = embeddings.tokenCounts().get(row);
      json.writeStartObject();
      json.writeStringField("text", texts.get(row));
      json.writeNumberField("tokens", count.tokens());
      json.writeBooleanField("truncated", count.truncated());
      json.writeArrayFieldStart("embedding");
      for (float value : embeddings.vectors().copyRow(row)) {
        json.writeNumber(value);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  @Override
  public void finish() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
