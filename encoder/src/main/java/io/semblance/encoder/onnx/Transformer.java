package io.semblance.encoder.onnx;

import io.semblance.encoder.module.Features;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.encoder.tokenize.TokenizedText;
import java.util.List;

/** A tokenizer and an ONNX graph. Owns both. */
public final class Transformer implements InputModule {
  private final TextTokenizer tokenizer;
  private final OnnxGraph graph;
  private final String variant;

  /**
   * Joins the two, which are closed with it.
   *
   * @param variant what the graph holds where that is not usual, such as {@code int8}; else empty
   */
  public Transformer(TextTokenizer tokenizer, OnnxGraph graph, String variant) {
    this.tokenizer = tokenizer;
    this.graph = graph;
    this.variant = variant;
  }

  @Override
  public List<TokenizedText> tokenize(List<String> texts) {
    return tokenizer.tokenize(texts);
  }

  @Override
  public int promptTokens(String prompt) {
    return tokenizer.promptTokens(prompt);
  }

  @Override
  public int[] countTokens(List<String> texts) {
    return tokenizer.countTokens(texts);
  }

  @Override
  public int specialTokens() {
    return tokenizer.specialTokens();
  }

  @Override
  public Features run(List<TokenizedText> batch) {
    return graph.run(batch);
  }

  /** Runs one batch, see {@link OnnxGraph#forEachToken}. */
  public void forEachToken(List<TokenizedText> batch, OnnxGraph.TokenVisitor visitor) {
    graph.forEachToken(batch, visitor);
  }

  @Override
  public Batching batching() {
    return graph.takesBatches() ? Batching.PADDED : Batching.SINGLE;
  }

  @Override
  public int width() {
    return graph.width();
  }

  @Override
  public boolean givesTokens() {
    return graph.givesTokens();
  }

  @Override
  public int maxTokens() {
    return tokenizer.maxTokens();
  }

  @Override
  public String describe() {
    String end = variant.isEmpty() ? "" : ", " + variant;
    return "Transformer(" + graph.file().getFileName() + ", " + graph.width() + " wide" + end + ")";
  }

  @Override
  public void close() {
    graph.close();
    tokenizer.close();
  }
}
