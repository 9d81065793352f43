package io.semblance.clustering.topics;

/** Takes the terms of a text one by one. */
@FunctionalInterface
public interface TermConsumer {
  /**
   * Takes one occurrence of a term.
   *
   * @param term what is counted, for example a stem; the words of a longer term are separated by
   *     one space
   * @param written the same as it stands in the text, for people to read
   */
  void accept(String term, String written);
}
