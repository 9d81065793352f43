package io.semblance.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that something is fitted to, from several files. */
final class CorpusTexts {
  private CorpusTexts() {}

  /** The distinct texts of all corpora in order: repeated texts would weigh more than others. */
  static List<String> read(List<String> corpora) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    for (String corpus : corpora) {
      try (InputFile file = InputFile.open(corpus)) {
        texts.addAll(CorpusFile.texts(corpus, file));
      }
    }
    return List.copyOf(texts);
  }
}
