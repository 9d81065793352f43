package io.semblance.encoder;

import java.util.List;

/**
 * What a sparse encoder gives: one vector and one count a text, in the order of the texts.
 *
 * @param vectors one for each text
 * @param tokenCounts one for each text
 */
public record SparseEmbeddings(List<SparseVector> vectors, List<TokenCount> tokenCounts) {
  public SparseEmbeddings {
    vectors = List.copyOf(vectors);
    tokenCounts = List.copyOf(tokenCounts);
  }

  /** How many texts were longer than the model's limit. */
  public int truncatedTexts() {
    return (int) tokenCounts.stream().filter(TokenCount::truncated).count();
  }
}
