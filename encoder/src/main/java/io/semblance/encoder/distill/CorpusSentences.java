package io.semblance.encoder.distill;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Texts as the distinct sentences in them: a table learns from a short text more about each token
 * than from a long one, and the teacher reads it faster. Sentences end where Unicode's rules (UAX
 * 29) say; over-long ones are cut at white space.
 */
public final class CorpusSentences {
  private static final int MAX_CHARACTERS = 400;
  private static final long SEED = 20261123;

  private CorpusSentences() {}

  /**
   * Splits texts, drops repeated sentences and shuffles the rest, so that any part of the result is
   * a sample of the whole. Equal input gives equal output.
   *
   * @param limit most sentences to give
   */
  public static List<String> of(List<String> texts, int limit) {
    Set<String> sentences = new LinkedHashSet<>();
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    for (String text : texts) {
      breaks.setText(text);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
        addPieces(text.substring(start, end).strip(), sentences);
      }
    }
    List<String> shuffled = new ArrayList<>(sentences);
    Collections.shuffle(shuffled, new Random(SEED));
    return List.copyOf(shuffled.subList(0, Math.min(limit, shuffled.size())));
  }

  private static void addPieces(String sentence, Set<String> target) {
    String rest = sentence;
    while (rest.length() > MAX_CHARACTERS) {
      int space = rest.lastIndexOf(' ', MAX_CHARACTERS);
      int end = space > 0 ? space : rest.offsetByCodePoints(0, MAX_CHARACTERS / 2);
      target.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    if (!rest.isEmpty()) {
      target.add(rest);
    }
  }
}
