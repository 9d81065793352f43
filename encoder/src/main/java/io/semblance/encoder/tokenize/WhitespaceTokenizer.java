package io.semblance.encoder.tokenize;

import io.semblance.encoder.TokenCount;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words between white space, looked up in a list: as they are, then without ASCII punctuation
 * around them, then in lower case. Unknown words and stop words are left out. Immutable.
 */
public final class WhitespaceTokenizer {
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final Map<String, Integer> ids = new HashMap<>();
  private final Set<String> stopWords;
  private final boolean lowerCase;

  /**
   * Makes a tokenizer.
   *
   * @param vocabulary a word's id is its place in this list
   * @param stopWords words that are left out
   * @param lowerCase whether texts are lower-cased first
   */
  public WhitespaceTokenizer(List<String> vocabulary, Set<String> stopWords, boolean lowerCase) {
    for (int id = 0; id < vocabulary.size(); id++) {
      ids.put(vocabulary.get(id), id);
    }
    this.stopWords = Set.copyOf(stopWords);
    this.lowerCase = lowerCase;
  }

  /** Tokenizes texts of any length; nothing is cut. */
  public List<TokenizedText> tokenize(List<String> texts) {
    return texts.stream().map(this::tokenize).toList();
  }

  private TokenizedText tokenize(String text) {
    String cased = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
    long[] found =
        Arrays.stream(cased.split("[\\s\\p{Z}\\x1c-\\x1f\\x85]+"))
            .map(this::idOf)
            .filter(Objects::nonNull)
            .mapToLong(Integer::longValue)
            .toArray();
    return new TokenizedText(found, new long[found.length], new TokenCount(found.length, false));
  }

  private @Nullable Integer idOf(String word) {
    String bare = withoutPunctuation(word);
    for (String form : List.of(word, bare, bare.toLowerCase(Locale.ROOT))) {
      if (stopWords.contains(form)) {
        return null;
      }
      Integer id = form.isEmpty() ? null : ids.get(form);
      if (id != null) {
        return id;
      }
    }
    return null;
  }

  private static String withoutPunctuation(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && PUNCTUATION.indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && PUNCTUATION.indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(start, end);
  }
}
