package io.semblance.index.chunk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts that are counted in one call, each different text once. One thread at a time. */
final class CountBatch {
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private int[] tokens = {};

  /** Adds a text; gives its place. */
  int add(String text) {
    Integer place = places.putIfAbsent(text, texts.size());
    if (place != null) {
      return place;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  void count(TokenCounter counter) {
    tokens = counter.count(texts);
  }

  /** Tokens of the text at a place. */
  int tokens(int place) {
    return tokens[place];
  }
}
