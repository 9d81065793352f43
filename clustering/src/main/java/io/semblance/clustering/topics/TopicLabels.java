package io.semblance.clustering.topics;

import java.util.List;
import java.util.stream.Collectors;

/** The few words that name a topic. */
final class TopicLabels {
  private static final int MAX_CHARACTERS = 60;

  private TopicLabels() {}

  /** The first keywords, or the beginning of a text when there are none. */
  static String of(List<Keyword> keywords, int most, String text) {
    String label =
        keywords.stream().limit(most).map(Keyword::text).collect(Collectors.joining(", "));
    return label.isEmpty() ? beginning(text) : label;
  }

  private static String beginning(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= MAX_CHARACTERS) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, MAX_CHARACTERS - 1)) + "…";
  }
}
