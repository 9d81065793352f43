package io.semblance.encoder;

import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.Iterator;
import java.util.List;

/**
 * Maps texts to vectors. Safe for many threads; calls share the encoder's worker threads.
 *
 * <p>Any string is a legal text. Empty text and white space give a vector too (that of the special
 * tokens alone; zeros where the model adds none); lone surrogates are read as U+FFFD. Texts beyond
 * {@link ModelInfo#maxTokens()} are cut on the right, which {@link Embeddings#tokenCounts()}
 * reports. A text's vector depends on what it is encoded together with by rounding only (about 1e-7
 * in each component), not at all with {@link EncoderOptions#batchInvariant()}.
 *
 * <p>The order of work is SentenceTransformers': prompt, tokenizer, modules, cut to {@link
 * EncodeOptions#dimensions()}, then {@link EncodeOptions#normalize()}. A Normalize module runs
 * before the cut, so cut vectors are shorter than one unless they are normalized again.
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
   *     INVALID_REQUEST} when the model has no such prompt or route, {@code MODEL_FAILURE} when it
   *     cannot be run
   */
  Embeddings encode(List<String> texts, EncodeOptions options, Progress progress);

  /**
   * Encodes any number of texts in order, with memory for some windows of them. While one window is
   * consumed on the calling thread the next are tokenized and run.
   *
   * @param texts read on the calling thread; no element may be null
   * @param consumer gets every window in order; its embeddings are closed when it returns
   * @param progress told the number of texts done, and asked whether to stop
   * @throws SemblanceException as in {@link #encode(List, EncodeOptions, Progress)}
   */
  void encode(
      Iterator<String> texts, EncodeOptions options, WindowConsumer consumer, Progress progress);

  /** Takes the results of a streamed encoding. */
  @FunctionalInterface
  interface WindowConsumer {
    /** Takes one window; must not keep {@code embeddings}. */
    void accept(List<String> texts, Embeddings embeddings);
  }

  /**
   * The vectors of the tokens before pooling, {@code float[tokens][width]} for each text, special
   * tokens and prompt included, padding left out; the caller's.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the model has none
   */
  List<float[][]> encodeTokens(List<String> texts, EncodeOptions options);

  /**
   * How many tokens texts have for the model, uncut, without special tokens and prompt; element
   * {@code i} belongs to {@code texts.get(i)}. A text that the model would not read to its end for
   * any other reason than its tokens counts as one that is too long. Costs a small part of encoding
   * and does not wait for encoding that is under way.
   *
   * @param texts may be empty; no element may be null
   * @param type whose tokenizer it is, where a model has more than one
   * @throws SemblanceException {@code INVALID_REQUEST} when the model takes no texts of this type
   */
  int[] countTokens(List<String> texts, InputType type);

  /**
   * How many tokens of a text, by {@link #countTokens}, the model reads: its limit less the special
   * tokens and the prompt that is put before texts of this type; {@link ModelInfo#UNLIMITED} for
   * all. Negative when the prompt alone is too long.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the model takes no texts of this type
   */
  int passageTokens(InputType type);

  /** Encodes texts of one type as the model wants it. */
  default Embeddings encode(List<String> texts, InputType type, Progress progress) {
    return encode(texts, EncodeOptions.of(type), progress);
  }

  /** Encodes texts into {@code float[texts][dimension]}, owned by the caller. */
  default float[][] encode(List<String> texts, EncodeOptions options) {
    try (Embeddings embeddings = encode(texts, options, Progress.NONE)) {
      return embeddings.vectors().copyRows();
    }
  }

  /** Encodes texts into {@code float[texts][dimension]}, owned by the caller. */
  default float[][] encode(List<String> texts, InputType type) {
    return encode(texts, EncodeOptions.of(type));
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
