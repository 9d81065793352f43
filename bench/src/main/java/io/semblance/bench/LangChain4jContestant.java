package io.semblance.bench;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * LangChain4j's in-process model, all texts in one call on a thread a core. It runs one text at a
 * time, so there is no padding that sorting could save.
 */
final class LangChain4jContestant implements Contestant {
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService executor = Executors.newFixedThreadPool(threads);
  private final AllMiniLmL6V2EmbeddingModel model = new AllMiniLmL6V2EmbeddingModel(executor);

  @Override
  public String name() {
    return "LangChain4j";
  }

  @Override
  public String setting() {
    return "embedAll on an executor of " + threads + " threads";
  }

  @Override
  public float[][] vectors(List<String> texts) {
    return embed(texts).stream().map(Embedding::vector).toArray(float[][]::new);
  }

  @Override
  public double seconds(List<String> texts) {
    long start = System.nanoTime();
    embed(texts);
    return (System.nanoTime() - start) / 1e9;
  }

  private List<Embedding> embed(List<String> texts) {
    return model.embedAll(texts.stream().map(TextSegment::from).toList()).content();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
