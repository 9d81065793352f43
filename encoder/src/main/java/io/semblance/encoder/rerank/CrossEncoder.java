package io.semblance.encoder.rerank;

import io.semblance.encoder.InputType;
import io.semblance.encoder.PairScores;
import io.semblance.encoder.Ranked;
import io.semblance.encoder.RerankOptions;
import io.semblance.encoder.Reranker;
import io.semblance.encoder.RerankerInfo;
import io.semblance.encoder.ScoreScale;
import io.semblance.encoder.TextPair;
import io.semblance.encoder.TokenCount;
import io.semblance.encoder.batch.BatchPlan;
import io.semblance.encoder.batch.BatchedRun;
import io.semblance.encoder.batch.Workers;
import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.module.Activation;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.List;
import java.util.stream.IntStream;

/** Runs pairs through a classifier, in batches on worker threads. */
public final class CrossEncoder implements Reranker {
  private final RerankerInfo model;
  private final Prompts prompts;
  private final Activation activation;
  private final PairScorer scorer;
  private final int tokenBudget;
  private final Workers workers;

  /**
   * Makes a reranker that owns {@code scorer} and {@code workers}.
   *
   * @param activation what the model's files put after the network
   * @param oneByOne whether no two pairs may share a batch
   */
  public CrossEncoder(
      RerankerInfo model,
      Prompts prompts,
      Activation activation,
      PairScorer scorer,
      boolean oneByOne,
      Workers workers) {
    this.model = model;
    this.prompts = prompts;
    this.activation = activation;
    this.scorer = scorer;
    this.tokenBudget = oneByOne || !scorer.takesBatches() ? 0 : BatchPlan.TOKEN_BUDGET;
    this.workers = workers;
  }

  @Override
  public RerankerInfo model() {
    return model;
  }

  @Override
  public PairScores predict(List<TextPair> pairs, RerankOptions options, Progress progress) {
    return workers.whileOpen(() -> score(pairs, options, progress));
  }

  private PairScores score(List<TextPair> pairs, RerankOptions options, Progress progress) {
    String prompt = prompts.choose(InputType.PLAIN, options.promptName(), options.prompt());
    float[][] scores = new float[pairs.size()][];
    BatchedRun<TextPair> run =
        new BatchedRun<>(
            workers,
            portion -> scorer.tokenize(prompted(portion, prompt)),
            tokenBudget,
            (batch, positions) -> {
              float[][] logits = scorer.logits(batch);
              for (int i = 0; i < positions.length; i++) {
                scores[positions[i]] = scaled(logits[i], options.scale());
              }
            },
            progress);
    List<TokenCount> counts = run.run(pairs);
    return new PairScores(scores, counts);
  }

  private static List<TextPair> prompted(List<TextPair> pairs, String prompt) {
    return prompt.isEmpty()
        ? pairs
        : pairs.stream().map(pair -> new TextPair(prompt + pair.first(), pair.second())).toList();
  }

  private float[] scaled(float[] logits, ScoreScale scale) {
    return switch (scale) {
      case MODEL -> apply(activation, logits);
      case LOGIT -> logits;
      case SIGMOID -> apply(Activation.SIGMOID, logits);
      case SOFTMAX -> softmax(logits);
    };
  }

  private static float[] apply(Activation function, float[] logits) {
    for (int label = 0; label < logits.length; label++) {
      logits[label] = function.apply(logits[label]);
    }
    return logits;
  }

  private static float[] softmax(float[] logits) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    for (int label = 0; label < logits.length; label++) {
      logits[label] = (float) (Math.exp(logits[label] - largest) / sum);
    }
    return logits;
  }

  @Override
  public List<Ranked> rank(
      String query, List<String> documents, int topK, RerankOptions options, Progress progress) {
    if (model.labels().size() != 1) {
      throw SemblanceException.invalid(
          "ranking needs a model with one label; '"
              + model.id()
              + "' scores by "
              + model.labels()
              + ", use predict");
    }
    if (topK < 1) {
      throw SemblanceException.invalid("topK must be at least 1, got: " + topK);
    }
    List<TextPair> pairs = documents.stream().map(text -> new TextPair(query, text)).toList();
    PairScores scores = predict(pairs, options, progress);
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> new Ranked(i, scores.scores()[i][0], scores.tokenCounts().get(i)))
        .sorted((a, b) -> Float.compare(b.score(), a.score()))
        .limit(topK)
        .toList();
  }

  @Override
  public void close() {
    workers.close(scorer::close);
  }
}
