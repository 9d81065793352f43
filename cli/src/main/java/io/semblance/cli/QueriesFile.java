package io.semblance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries from a file, one a line: a text, named by its line's number, or JSON with _id and text.
 */
final class QueriesFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private QueriesFile() {}

  /** A query and what names it. */
  record NamedQuery(String id, String text) {}

  /** All queries in order; a bad line is refused. */
  static List<NamedQuery> read(String name) throws IOException {
    List<NamedQuery> queries = new ArrayList<>();
    try (InputFile file = InputFile.open(name)) {
      LineReader lines = new LineReader(file.content());
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.problem() != null) {
          throw refused(name, line, line.problem());
        }
        if (!line.text().isBlank()) {
          queries.add(query(name, line));
        }
      }
    }
    return queries;
  }

  private static NamedQuery query(String name, LineReader.Line line) {
    if (!line.text().startsWith("{")) {
      return new NamedQuery(Long.toString(line.number()), line.text().strip());
    }
    try {
      JsonNode query = JSON.readTree(line.text());
      JsonNode id = query.has("_id") ? query.get("_id") : query.path("id");
      JsonNode text = query.path("text");
      if (!id.isValueNode() || !text.isTextual()) {
        throw refused(name, line, "must have an _id and a text");
      }
      return new NamedQuery(id.asText(), text.asText());
    } catch (JsonProcessingException e) {
      throw refused(name, line, "is not a JSON object: " + e.getOriginalMessage());
    }
  }

  private static SemblanceException refused(String name, LineReader.Line line, String problem) {
    return SemblanceException.invalid(name + " line " + line.number() + ": " + problem);
  }
}
