package io.semblance.bench;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.GraphPrecision;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.quantize.Comparison;
import io.semblance.eval.data.ScoredPair;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sentences a second of a quantized model and of its own float32 graph, through the same encoder on
 * all cores, in alternating rounds of one run.
 *
 * <p>Arguments: a folder with {@code pairs.tsv} (its test split is encoded), the quantized model's
 * folder, an output folder for {@code quantized.md}, and optionally the number of rounds.
 */
public final class QuantizedBenchmark {
  private static final int DEFAULT_ROUNDS = 9;
  private static final double LEAST_SPEEDUP = 2;

  private QuantizedBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    List<String> sentences =
        ScoredPair.read(Path.of(arguments[0]), "test").stream()
            .flatMap(pair -> Stream.of(pair.sentence1(), pair.sentence2()))
            .toList();
    Path output = Path.of(arguments[2]);
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : DEFAULT_ROUNDS;
    EncoderOptions options = EncoderOptions.defaults();
    try (SentenceEncoder int8 = SentenceEncoders.load(arguments[1], options);
        SentenceEncoder float32 =
            SentenceEncoders.load(arguments[1], options.withPrecision(GraphPrecision.FLOAT32))) {
      Comparison comparison = Comparison.of(float32, int8, sentences, rounds, Progress.NONE);
      String text = markdown(comparison, int8.model().pipeline().get(0), rounds, options.threads());
      Files.createDirectories(output);
      Files.writeString(output.resolve("quantized.md"), text);
      System.out.print(text);
      if (comparison.speedup() < LEAST_SPEEDUP) {
        throw new IllegalStateException(
            "int8 must be at least "
                + LEAST_SPEEDUP
                + " times as fast as float32, got: "
                + comparison.speedup());
      }
    }
  }

  private static String markdown(Comparison result, String graph, int rounds, int cores) {
    return String.format(
        Locale.ROOT,
        "%d sentences, %d alternating rounds, %d cores; medians.%n%n"
            + "| graph | sentences/s | to float32 |%n|---|---:|---:|%n"
            + "| float32 | %.0f | 1.00x |%n| %s | %.0f | %.2fx |%n%n"
            + "Cosine of the vectors: mean %.5f, least %.5f.%n",
        result.texts(),
        rounds,
        cores,
        result.float32PerSecond(),
        graph,
        result.int8PerSecond(),
        result.speedup(),
        result.meanCosine(),
        result.minCosine());
  }
}
