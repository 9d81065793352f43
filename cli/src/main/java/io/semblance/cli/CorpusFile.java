package io.semblance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Texts to fit a model to: a file with a text a line, or JSON Lines with title and text. */
final class CorpusFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CorpusFile() {}

  /** The texts of an open file in order; long ones are split at blank lines. */
  static List<String> texts(String name, InputFile file) throws IOException {
    List<String> texts = new ArrayList<>();
    LineReader lines = new LineReader(file.content());
    for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
      if (line.problem() != null) {
        throw SemblanceException.invalid(name + " line " + line.number() + ": " + line.problem());
      }
      addParagraphs(name, line, texts);
    }
    texts.removeIf(String::isBlank);
    return texts;
  }

  private static void addParagraphs(String name, LineReader.Line line, List<String> target) {
    if (!line.text().startsWith("{")) {
      target.add(line.text());
      return;
    }
    try {
      JsonNode document = JSON.readTree(line.text());
      target.add(document.path("title").asText());
      target.addAll(List.of(document.path("text").asText().split("\n\n")));
    } catch (JsonProcessingException e) {
      throw SemblanceException.invalid(
          name + " line " + line.number() + ": " + e.getOriginalMessage());
    }
  }
}
