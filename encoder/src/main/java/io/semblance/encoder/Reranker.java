package io.semblance.encoder;

import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.List;

/**
 * Reads a query and a document together and says how well they fit: slower than comparing vectors,
 * and better. The usual place for it is behind a search, on its first 50 or 100 hits. Safe for many
 * threads; calls share the reranker's worker threads.
 *
 * <p>Scores equal those of SentenceTransformers' CrossEncoder. Any string is a legal text. Pairs
 * beyond {@link RerankerInfo#maxTokens()} are cut, the longer text first, which the token counts
 * report. A pair's score depends on what it is scored together with by rounding only.
 */
public interface Reranker extends AutoCloseable {
  /** What is known of the model; costs nothing. */
  RerankerInfo model();

  /**
   * Scores pairs, {@code float[pairs][labels]}.
   *
   * @param pairs may be empty
   * @param progress told the number of pairs done after each batch, and asked whether to stop
   * @throws SemblanceException {@code CANCELLED} when {@code progress} asks for it, {@code
   *     INVALID_REQUEST} when the model has no such prompt, {@code MODEL_FAILURE} when it cannot be
   *     run
   */
  PairScores predict(List<TextPair> pairs, RerankOptions options, Progress progress);

  /**
   * Orders documents by how well they answer a query, best first; of equal scores the earlier
   * document comes first.
   *
   * @param topK how many to give back, at least 1; more than there are for all
   * @throws SemblanceException {@code INVALID_REQUEST} when the model has more than one label, so
   *     that there is nothing to rank by; else as in {@link #predict}
   */
  List<Ranked> rank(
      String query, List<String> documents, int topK, RerankOptions options, Progress progress);

  /** Orders all documents as the model wants it. */
  default List<Ranked> rank(String query, List<String> documents) {
    return rank(query, documents, Integer.MAX_VALUE, RerankOptions.DEFAULT, Progress.NONE);
  }

  /** Scores pairs as the model wants it, {@code float[pairs][labels]}. */
  default float[][] predict(List<TextPair> pairs) {
    return predict(pairs, RerankOptions.DEFAULT, Progress.NONE).scores();
  }

  /**
   * Frees the model; calls in progress finish first, later calls throw {@link
   * IllegalStateException}.
   */
  @Override
  void close();
}
