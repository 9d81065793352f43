package io.semblance.encoder.lookup;

import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.encoder.tokenize.WhitespaceTokenizer;
import java.util.List;

/** What input modules over a list of words have in common: no special tokens, no limit. */
abstract sealed class WordModule implements InputModule permits WordEmbeddings, BagOfWords {
  private final WhitespaceTokenizer tokenizer;

  WordModule(WhitespaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public final List<TokenizedText> tokenize(List<String> texts) {
    return tokenizer.tokenize(texts);
  }

  @Override
  public final int promptTokens(String prompt) {
    return tokenizer.tokenize(List.of(prompt)).get(0).length();
  }

  @Override
  public final int[] countTokens(List<String> texts) {
    return tokenizer.tokenize(texts).stream().mapToInt(TokenizedText::length).toArray();
  }

  @Override
  public final int specialTokens() {
    return 0;
  }

  @Override
  public final Batching batching() {
    return Batching.PADDED;
  }

  @Override
  public final int maxTokens() {
    return ModelInfo.UNLIMITED;
  }

  @Override
  public final void close() {
    // Nothing but memory is held.
  }
}
