package io.semblance.encoder;

import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.List;

/**
 * Maps texts to vectors. Safe for many threads; calls share the encoder's worker threads.
 *
 * <p>Any string is a legal text. Empty text and white space give a vector too (that of the special
 * tokens alone); lone surrogates are read as U+FFFD. Texts beyond {@link ModelInfo#maxTokens()} are
 * cut on the right, which {@link Embeddings#tokenCounts()} reports. A text's vector depends on what
 * it is encoded together with by rounding only (about 1e-7 in each component).
 */
public interface SentenceEncoder extends AutoCloseable {
  /** What is known of the model; costs nothing. */
  ModelInfo model();

  /** Length of the vectors. */
  default int dimension() {
    return model().dimension();
  }

  /**
   * Encodes texts into one off-heap matrix, row {@code i} belonging to {@code texts.get(i)}.
   *
   * @param texts may be empty; no element may be null
   * @param progress told the number of texts done after each batch, and asked whether to stop
   * @return owned by the caller, who closes it
   * @throws SemblanceException {@code CANCELLED} when {@code progress} asks for it, {@code
   *     MODEL_FAILURE} when the model cannot be run
   */
  Embeddings encode(List<String> texts, InputType type, Progress progress);

  /** Encodes texts into {@code float[texts][dimension]}, owned by the caller. */
  default float[][] encode(List<String> texts, InputType type) {
    try (Embeddings embeddings = encode(texts, type, Progress.NONE)) {
      return embeddings.vectors().copyRows();
    }
  }

  /** Encodes one text. */
  default float[] encode(String text, InputType type) {
    return encode(List.of(text), type)[0];
  }

  /**
   * Frees the model; calls in progress finish first, later calls throw {@link
   * IllegalStateException}.
   */
  @Override
  void close();
}
