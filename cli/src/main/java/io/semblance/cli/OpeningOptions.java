package io.semblance.cli;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.GraphChoice;
import io.semblance.encoder.GraphPrecision;
import io.semblance.error.SemblanceException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a model is opened, for commands whose vectors do not outlive them. Commands that work with a
 * collection must not have these: vectors of its documents and of queries would differ.
 */
final class OpeningOptions {
  @Option(
      names = "--graph",
      paramLabel = "FILE",
      description = "ONNX file of the model's folder to run, such as onnx/model_O3.onnx.")
  private @Nullable String graph;

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      defaultValue = "automatic",
      description =
          "Number format of the graph to run: automatic, float32, int8 or fp16. Default: ${DEFAULT-VALUE}.")
  private GraphPrecision weights = GraphPrecision.AUTOMATIC;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Cut texts at N tokens instead of the model's own limit.")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Keep the first N components of each vector; for models trained to allow it.")
  private @Nullable Integer dimensions;

  @Option(
      names = "--card-prompts",
      description =
          "Put the prompts before texts that the card of a known family (E5, BGE, nomic) asks for, where the model's files have none.")
  private boolean cardPrompts;

  @Option(
      names = "--strip",
      description =
          "Cut white space off both ends of texts, as SentenceTransformers did before 5.4.")
  private boolean strip;

  @Option(
      names = "--batch-invariant",
      description =
          "Run every text alone, so that no other text changes its vector by rounding. Slower.")
  private boolean batchInvariant;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many batches run at once. Default: one a core.")
  private @Nullable Integer threads;

  /** These options with what was given here. */
  EncoderOptions applyTo(EncoderOptions options) {
    return options
        .withGraph(new GraphChoice(weights, graph))
        .withMaxTokens(given("--max-tokens", maxTokens, options.maxTokens()))
        .withDimensions(given("--dimensions", dimensions, options.dimensions()))
        .withCardPrompts(cardPrompts)
        .withStripTexts(strip)
        .withBatchInvariant(batchInvariant)
        .withThreads(given("--threads", threads, options.threads()));
  }

  /** Whether vectors are cut. */
  boolean cutsVectors() {
    return dimensions != null;
  }

  /** How many threads work; one a core where it was not said. */
  int threads() {
    return given("--threads", threads, Runtime.getRuntime().availableProcessors());
  }

  private static int given(String name, @Nullable Integer value, int otherwise) {
    if (value != null && value < 1) {
      throw SemblanceException.invalid(name + " must be at least 1, got: " + value);
    }
    return value == null ? otherwise : value;
  }
}
