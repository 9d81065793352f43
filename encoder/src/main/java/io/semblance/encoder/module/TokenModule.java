package io.semblance.encoder.module;

import io.semblance.encoder.tokenize.TokenizedText;
import java.util.List;

/** A step between token embeddings and pooling. Stateless, safe for many threads. */
public sealed interface TokenModule permits WordWeights {
  /**
   * Transforms the token embeddings of a batch.
   *
   * @param tokens may be changed and given back
   */
  TokenEmbeddings apply(List<TokenizedText> batch, TokenEmbeddings tokens);

  /** In words, such as {@code WordWeights(40 words)}. */
  String describe();
}
