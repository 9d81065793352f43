package io.semblance.encoder.module;

import io.semblance.encoder.tokenize.TokenizedText;
import java.util.List;

/** The first module of a pipeline: texts to token ids, token ids to vectors. Thread-safe. */
public interface InputModule extends AutoCloseable {
  /**
   * Tokenizes texts that have their prompt already; result {@code i} belongs to {@code
   * texts.get(i)}.
   */
  List<TokenizedText> tokenize(List<String> texts);

  /**
   * How many tokens at the beginning of a text belong to {@code prompt}, by SentenceTransformers'
   * rule: those of the prompt alone, without a special token at its end.
   */
  int promptTokens(String prompt);

  /**
   * How many tokens texts have, uncut and without special tokens. A text that is not read to its
   * end for any other reason counts as more than {@link #maxTokens()}.
   */
  int[] countTokens(List<String> texts);

  /** How many special tokens are put around a text. */
  int specialTokens();

  /**
   * Runs one batch.
   *
   * @return may share its arrays with this thread's next call
   */
  Features run(List<TokenizedText> batch);

  /** How texts are best put together for {@link #run}. */
  Batching batching();

  /** What a batch costs. */
  enum Batching {
    /** Nothing beyond its texts: any number of any length. */
    FREE,
    /** Each text is padded to the longest, so texts of about equal length belong together. */
    PADDED,
    /** Only one text at a time. */
    SINGLE
  }

  /** Length of the vectors that {@link #run} gives. */
  int width();

  /** Whether {@link #run} gives {@link TokenEmbeddings}, which have to be pooled. */
  boolean givesTokens();

  /**
   * Longest text in tokens, or {@link io.semblance.encoder.ModelInfo#UNLIMITED}; longer ones are
   * cut.
   */
  int maxTokens();

  /** In words, such as {@code Transformer(model.onnx, 384 wide)}. */
  String describe();

  @Override
  void close();
}
