package io.semblance.encoder;

import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.List;

/**
 * Maps texts to sparse vectors, most often with a weight for each word of a vocabulary that a text
 * is about, whether it is written in it or not (SPLADE). Such vectors are compared by their inner
 * product and fit an inverted index. Safe for many threads; calls share the worker threads.
 *
 * <p>Vectors equal those of SentenceTransformers' SparseEncoder to 1e-5. Any string is a legal
 * text; texts beyond {@link ModelInfo#maxTokens()} are cut on the right, which the token counts
 * report.
 */
public interface SparseEncoder extends AutoCloseable {
  /** What is known of the model; costs nothing. */
  ModelInfo model();

  /** Length of the whole vectors, zeros included. */
  default int dimension() {
    return model().dimension();
  }

  /**
   * Encodes texts. Memory beyond the result does not grow with their number.
   *
   * @param texts may be empty
   * @param progress told the number of texts done after each batch, and asked whether to stop
   * @throws SemblanceException {@code CANCELLED} when {@code progress} asks for it, {@code
   *     INVALID_REQUEST} when the model has no such prompt or route, {@code MODEL_FAILURE} when it
   *     cannot be run
   */
  SparseEmbeddings encode(List<String> texts, SparseOptions options, Progress progress);

  /** Encodes texts of one type as the model wants it. */
  default List<SparseVector> encode(List<String> texts, InputType type) {
    return encode(texts, SparseOptions.of(type), Progress.NONE).vectors();
  }

  /** Encodes one text. */
  default SparseVector encode(String text, InputType type) {
    return encode(List.of(text), type).get(0);
  }

  /** Whether components are words of the vocabulary, so that people can read them. */
  boolean hasTerms();

  /**
   * The heaviest components of a vector in words, heaviest first.
   *
   * @param k at most how many, at least 1
   * @throws SemblanceException {@code INVALID_REQUEST} when {@link #hasTerms()} is false
   */
  List<Term> topTerms(SparseVector vector, int k);

  /**
   * Frees the model; calls in progress finish first, later calls throw {@link
   * IllegalStateException}.
   */
  @Override
  void close();
}
