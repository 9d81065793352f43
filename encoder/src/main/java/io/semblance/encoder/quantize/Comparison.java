package io.semblance.encoder.quantize;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How an int8 model compares with the model that it was made of, on texts that calibration has not
 * seen.
 *
 * @param texts how many were encoded
 * @param meanCosine of the vectors of both models
 * @param minCosine of the text on which they differ most
 * @param float32PerSecond sentences a second, median over the rounds
 * @param int8PerSecond the same of the int8 model, in rounds that alternate with the others
 * @param speedup median over the rounds of the ratio within a round, which the machine's drift does
 *     not touch
 */
public record Comparison(
    int texts,
    double meanCosine,
    double minCosine,
    double float32PerSecond,
    double int8PerSecond,
    double speedup) {
  /**
   * Encodes the texts with both models, once for the cosines, which warms up, and then in
   * alternating rounds.
   *
   * @param rounds that are timed, at least 1
   * @param progress told the number of rounds done
   */
  public static Comparison of(
      SentenceEncoder float32,
      SentenceEncoder int8,
      List<String> texts,
      int rounds,
      Progress progress) {
    double[] cosines = cosines(float32, int8, texts);
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      progress.throwIfCancelled("comparing");
      before.add(texts.size() / seconds(float32, texts, progress));
      after.add(texts.size() / seconds(int8, texts, progress));
      ratios.add(after.get(round) / before.get(round));
      progress.advancedTo(round + 1L);
    }
    return new Comparison(
        texts.size(),
        Arrays.stream(cosines).average().orElse(Double.NaN),
        Arrays.stream(cosines).min().orElse(Double.NaN),
        median(before),
        median(after),
        median(ratios));
  }

  private static double[] cosines(
      SentenceEncoder float32, SentenceEncoder int8, List<String> texts) {
    float[][] expected = float32.encode(texts, InputType.PLAIN);
    float[][] found = int8.encode(texts, InputType.PLAIN);
    double[] cosines = new double[expected.length];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = Cosine.of(expected[i], found[i]);
    }
    return cosines;
  }

  private static double seconds(SentenceEncoder encoder, List<String> texts, Progress progress) {
    Progress quiet =
        new Progress() {
          @Override
          public void advancedTo(long done) {
            // rounds are counted, not texts
          }

          @Override
          public boolean isCancelled() {
            return progress.isCancelled();
          }
        };
    long start = System.nanoTime();
    encoder.encode(texts, InputType.PLAIN, quiet).close();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
