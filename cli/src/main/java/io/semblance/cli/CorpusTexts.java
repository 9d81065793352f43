package io.semblance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that something is fitted to, from files with a text or a JSON document a line. */
final class CorpusTexts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CorpusTexts() {}

  /** The distinct texts of all corpora in order: repeated texts would weigh more than others. */
  static List<String> read(List<String> corpora) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    for (String corpus : corpora) {
      try (InputFile file = InputFile.open(corpus)) {
        LineReader lines = new LineReader(file.content());
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
          if (line.problem() != null) {
            throw SemblanceException.invalid(
                corpus + " line " + line.number() + ": " + line.problem());
          }
          texts.addAll(paragraphs(line.text()));
        }
      }
    }
    return List.copyOf(texts);
  }

  /** The paragraphs of a line: title and text of a JSON object, or the line itself. */
  static List<String> paragraphs(String line) throws IOException {
    List<String> texts = new ArrayList<>();
    if (line.startsWith("{")) {
      JsonNode document = JSON.readTree(line);
      texts.add(document.path("title").asText());
      texts.addAll(List.of(document.path("text").asText().split("\n\n")));
    } else {
      texts.add(line);
    }
    texts.removeIf(String::isBlank);
    return texts;
  }
}
