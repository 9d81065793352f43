package io.semblance.encoder;

import io.semblance.vectors.EmbeddingMatrix;
import java.util.List;

/**
 * What encoding gives: one row and one count a text, in the order of the texts. The receiver closes
 * it.
 *
 * @param vectors {@code texts x dimension}
 * @param tokenCounts one for each text
 */
public record Embeddings(EmbeddingMatrix vectors, List<TokenCount> tokenCounts)
    implements AutoCloseable {
  public Embeddings {
    tokenCounts = List.copyOf(tokenCounts);
  }

  /** How many texts were longer than the model's limit. */
  public int truncatedTexts() {
    return (int) tokenCounts.stream().filter(TokenCount::truncated).count();
  }

  @Override
  public void close() {
    vectors.close();
  }
}
