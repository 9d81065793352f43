package io.semblance.clustering.topics.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;

/**
 * Items as JSON Lines: {@code {"id","cluster","probability","x","y","outlier"}}, one object a line,
 * ended by a line feed. What an item does not have is left out.
 */
public final class ItemJsonLines {
  private static final JsonFactory JSON = new JsonFactory();

  private ItemJsonLines() {}

  /** Writes all items; the writer stays open and is flushed. */
  public static void write(Iterator<TopicItem> items, Writer to) throws IOException {
    while (items.hasNext()) {
      JsonGenerator json =
          JSON.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      write(items.next(), json);
      json.close();
      to.write('\n');
    }
    to.flush();
  }

  private static void write(TopicItem item, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", item.id());
    json.writeNumberField("cluster", item.cluster());
    if (item.probability() != null) {
      json.writeNumberField("probability", item.probability());
    }
    if (item.place() != null) {
      json.writeNumberField("x", item.place().x());
      json.writeNumberField("y", item.place().y());
    }
    json.writeNumberField("outlier", item.outlier());
    json.writeEndObject();
  }
}
