package io.semblance.encoder.sparse;

import io.semblance.encoder.InputType;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SparseEmbeddings;
import io.semblance.encoder.SparseEncoder;
import io.semblance.encoder.SparseOptions;
import io.semblance.encoder.SparseVector;
import io.semblance.encoder.Term;
import io.semblance.encoder.TokenCount;
import io.semblance.encoder.batch.BatchPlan;
import io.semblance.encoder.batch.BatchedRun;
import io.semblance.encoder.batch.Workers;
import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.folder.Vocabulary;
import io.semblance.encoder.module.InputModule.Batching;
import io.semblance.encoder.pipeline.Pipeline;
import io.semblance.encoder.pipeline.Pipelines;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.List;
import java.util.Optional;

/** Runs a sparse model's pipelines in batches on worker threads. */
public final class PipelineSparseEncoder implements SparseEncoder {
  /** Numbers that a graph may give at once, 32 MB of logits: a text of 270 tokens of BERT's. */
  private static final int MAX_OUTPUT = 1 << 23;

  private final ModelInfo model;
  private final Prompts prompts;
  private final Pipelines pipelines;
  private final Optional<Vocabulary> vocabulary;
  private final boolean oneByOne;
  private final Workers workers;

  /**
   * Makes an encoder that owns {@code pipelines} and {@code workers}.
   *
   * @param vocabulary what the components are, if they are tokens
   * @param oneByOne whether no two texts may share a batch
   */
  public PipelineSparseEncoder(
      ModelInfo model,
      Prompts prompts,
      Pipelines pipelines,
      Optional<Vocabulary> vocabulary,
      boolean oneByOne,
      Workers workers) {
    this.model = model;
    this.prompts = prompts;
    this.pipelines = pipelines;
    this.vocabulary = vocabulary;
    this.oneByOne = oneByOne;
    this.workers = workers;
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public SparseEmbeddings encode(List<String> texts, SparseOptions options, Progress progress) {
    return workers.whileOpen(() -> encodeAll(texts, options, progress));
  }

  private SparseEmbeddings encodeAll(List<String> texts, SparseOptions options, Progress progress) {
    InputType type = options.type();
    Pipeline pipeline = pipelines.of(type);
    String prompt = prompts.choose(type, options.promptName(), options.prompt());
    int promptTokens = prompt.isEmpty() ? 0 : pipeline.input().promptTokens(prompt);
    SparseVector[] vectors = new SparseVector[texts.size()];
    BatchedRun<String> run =
        new BatchedRun<>(
            workers,
            portion -> pipeline.input().tokenize(portion.stream().map(prompt::concat).toList()),
            tokenBudget(pipeline),
            (batch, positions) -> {
              float[][] dense = pipeline.encode(batch, promptTokens);
              for (int i = 0; i < positions.length; i++) {
                vectors[positions[i]] = SparseVector.of(dense[i], options.maxActive());
              }
            },
            progress);
    List<TokenCount> counts = run.run(texts);
    return new SparseEmbeddings(List.of(vectors), counts);
  }

  private int tokenBudget(Pipeline pipeline) {
    boolean single = oneByOne || pipeline.input().batching() == Batching.SINGLE;
    return single
        ? 0
        : Math.min(BatchPlan.TOKEN_BUDGET, MAX_OUTPUT / Math.max(1, pipeline.input().width()));
  }

  @Override
  public boolean hasTerms() {
    return vocabulary.isPresent();
  }

  @Override
  public List<Term> topTerms(SparseVector vector, int k) {
    Vocabulary words =
        vocabulary.orElseThrow(
            () ->
                SemblanceException.invalid(
                    "terms need a model whose vectors are over a vocabulary; those of '"
                        + model.id()
                        + "' are over learned directions"));
    return vector.top(k).stream()
        .map(component -> new Term(words.token(component.ordinal()), component.score()))
        .toList();
  }

  @Override
  public void close() {
    workers.close(pipelines::close);
  }
}
