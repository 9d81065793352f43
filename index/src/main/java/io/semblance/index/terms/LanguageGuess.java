package io.semblance.index.terms;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.CharArraySet;

/**
 * Tells the language of a text by its stop words: the language that most of its words are stop
 * words of; of equal ones the first. Safe for many threads.
 */
final class LanguageGuess {
  private final int languages;
  private final Map<String, Long> languagesOfWord = new HashMap<>();

  /**
   * Takes stop words.
   *
   * @param stopWords of at most 64 languages
   */
  LanguageGuess(List<CharArraySet> stopWords) {
    this.languages = stopWords.size();
    for (int language = 0; language < languages; language++) {
      long bit = 1L << language;
      for (Object word : stopWords.get(language)) {
        languagesOfWord.merge(new String((char[]) word), bit, (a, b) -> a | b);
      }
    }
  }

  /** The place of the text's language in the list of stop words. */
  int of(String text) {
    int[] words = new int[languages];
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && Character.isLetter(text.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        count(text.substring(start, i), words);
        start = -1;
      }
    }
    int best = 0;
    for (int language = 1; language < words.length; language++) {
      best = words[language] > words[best] ? language : best;
    }
    return best;
  }

  private void count(String word, int[] words) {
    Long bits = languagesOfWord.get(word.toLowerCase(Locale.ROOT));
    if (bits != null) {
      for (long left = bits; left != 0; left &= left - 1) {
        words[Long.numberOfTrailingZeros(left)]++;
      }
    }
  }
}
