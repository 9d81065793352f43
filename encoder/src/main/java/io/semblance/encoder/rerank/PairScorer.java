package io.semblance.encoder.rerank;

import io.semblance.encoder.TextPair;
import io.semblance.encoder.module.Features;
import io.semblance.encoder.module.SentenceEmbeddings;
import io.semblance.encoder.onnx.OnnxGraph;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.encoder.tokenize.TokenizedText;
import java.util.List;

/** A tokenizer and a classifier's graph. Owns both. Safe for many threads. */
public final class PairScorer implements AutoCloseable {
  private final TextTokenizer tokenizer;
  private final OnnxGraph graph;

  /** Joins the two, which are closed with it. */
  public PairScorer(TextTokenizer tokenizer, OnnxGraph graph) {
    this.tokenizer = tokenizer;
    this.graph = graph;
  }

  List<TokenizedText> tokenize(List<TextPair> pairs) {
    return tokenizer.tokenizePairs(pairs);
  }

  /** Logits, {@code float[batch][labels]}, the caller's. */
  float[][] logits(List<TokenizedText> batch) {
    Features features = graph.run(batch);
    if (features instanceof SentenceEmbeddings pairs) {
      return pairs.vectors();
    }
    throw new IllegalStateException("a classifier's graph gives one row a pair");
  }

  /** How many numbers a pair gets. */
  public int labels() {
    return graph.width();
  }

  boolean takesBatches() {
    return graph.takesBatches();
  }

  @Override
  public void close() {
    graph.close();
    tokenizer.close();
  }
}
