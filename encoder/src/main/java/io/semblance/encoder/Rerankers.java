package io.semblance.encoder;

import io.semblance.encoder.batch.Workers;
import io.semblance.encoder.folder.Fingerprint;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModelKind;
import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.folder.RerankerSettings;
import io.semblance.encoder.onnx.GraphOutput;
import io.semblance.encoder.onnx.OnnxGraph;
import io.semblance.encoder.onnx.Padding;
import io.semblance.encoder.rerank.CrossEncoder;
import io.semblance.encoder.rerank.PairScorer;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.error.SemblanceException;
import java.util.List;

/**
 * Opens cross-encoders.
 *
 * <pre>{@code
 * try (Reranker reranker = Rerankers.load("models/ms-marco-MiniLM-L6-v2")) {
 *   List<Ranked> best = reranker.rank("What is the capital of France?", documents);
 * }
 * }</pre>
 */
public final class Rerankers {
  private Rerankers() {}

  /** Opens a model with {@link EncoderOptions#defaults()}. */
  public static Reranker load(String model) {
    return load(model, EncoderOptions.defaults());
  }

  /**
   * Opens a model.
   *
   * @param model the path of a CrossEncoder's folder with an ONNX graph
   * @param options threads, graph, limit of tokens and batches are taken from them
   * @return owned by the caller, who closes it
   * @throws SemblanceException {@code NOT_FOUND} when there is no such model, {@code MODEL_FAILURE}
   *     when it is no cross-encoder, or its files are damaged or not supported
   */
  public static Reranker load(String model, EncoderOptions options) {
    ModelLocation location = ModelLocation.of(model, options);
    ModelFolder folder = location.folder();
    ModelKind.RERANKER.require(folder);
    RerankerSettings settings = RerankerSettings.read(folder, options);
    PairScorer scorer = scorer(settings, options);
    try {
      List<String> labels = settings.labels(folder, scorer.labels());
      RerankerInfo info = info(location, settings, labels);
      return new CrossEncoder(
          info,
          Prompts.read(folder),
          settings.activation(labels.size()),
          scorer,
          options.batchInvariant(),
          new Workers(location.id(), options.threads()));
    } catch (RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  private static PairScorer scorer(RerankerSettings settings, EncoderOptions options) {
    TextTokenizer tokenizer =
        TextTokenizer.open(
            settings.transformer().tokenizer(), options.modelsFolder().resolve("native"));
    try {
      Padding padding =
          new Padding(settings.transformer().padId(), settings.transformer().padsLeft());
      return new PairScorer(
          tokenizer,
          OnnxGraph.open(settings.transformer().graph(), GraphOutput.LABEL_LOGITS, padding));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static RerankerInfo info(
      ModelLocation location, RerankerSettings settings, List<String> labels) {
    ModelFolder folder = location.folder();
    return new RerankerInfo(
        location.id(),
        location.source(),
        folder.root().toAbsolutePath().normalize(),
        Fingerprint.of(folder, List.of(settings.transformer().graph())),
        labels,
        settings.activation(labels.size()).label(),
        settings.transformer().tokenizer().maxTokens(),
        Prompts.read(folder).byName());
  }
}
