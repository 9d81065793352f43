package io.semblance.bench.mining;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.FoundPairs;
import io.semblance.clustering.graph.GraphMode;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.GraphPairs;
import io.semblance.clustering.graph.GraphReport;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Close pairs among {@value #ROWS} vectors by cells against comparing all of them. The vectors are
 * tweets, of whose components the first {@value #DIMENSION} are kept, and copies that Gaussian
 * noise has turned away by a cosine from .7 to .99. Exact mining is measured on pairs with one of
 * {@value #EXACT_ROWS} rows, and scaled by the number of products.
 */
final class MillionRows implements Section {
  private static final int ROWS = 1_000_000;
  private static final int REAL_ROWS = 100_000;
  private static final int DIMENSION = 256;
  private static final int EXACT_ROWS = 10_000;
  private static final double MIN_SCORE = 0.8;
  private static final double LEAST_SPEED = 3;
  private static final double LEAST_RECALL = 0.95;
  private static final double LEAST_COSINE = 0.7;
  private static final double MOST_COSINE = 0.99;
  private static final long SEED = 42;

  @Override
  public String name() {
    return "million";
  }

  @Override
  public List<Measured> run(MiningSetting setting) throws IOException {
    try (EmbeddingMatrix matrix = vectors(setting)) {
      UniqueRows rows = UniqueRows.of(matrix);
      MiningOptions limits = MiningOptions.DEFAULT.withThreads(setting.threads());
      double exact = exactSeconds(rows, limits);
      GraphOptions options =
          GraphOptions.defaults()
              .withMode(GraphMode.CELLS)
              .withMinScore(MIN_SCORE)
              .withThreads(setting.threads());
      try (FoundPairs found = GraphPairs.above(rows, options, limits, Progress.NONE)) {
        return List.of(speed(found, exact), recall(found.report()));
      }
    }
  }

  private static Measured speed(FoundPairs found, double exact) {
    GraphReport report = found.report();
    return Measured.atLeast(
        "pairs above " + MIN_SCORE + " of " + ROWS + " rows by cells",
        exact / report.seconds(),
        "times as fast as exactly",
        LEAST_SPEED,
        String.format(
            Locale.ROOT,
            "%d pairs in %.1f s, %d of %d cells visited; exactly %.1f s, scaled from pairs with %d"
                + " rows",
            found.pairs().count(),
            report.seconds(),
            report.visits(),
            report.cells(),
            exact,
            EXACT_ROWS));
  }

  private static Measured recall(GraphReport report) {
    return Measured.atLeast(
        "share of true pairs found by cells",
        report.recall().value(),
        "",
        LEAST_RECALL,
        String.format(
            Locale.ROOT,
            "95%% interval %.4f to %.4f, %d true pairs of %d rows",
            report.recall().low(),
            report.recall().high(),
            report.recall().trueNeighbors(),
            report.recall().sampledRows()));
  }

  private static double exactSeconds(UniqueRows rows, MiningOptions limits) {
    BitSet some = new BitSet();
    some.set(0, EXACT_ROWS);
    PairMining part = PairMining.since(rows, some, limits);
    long start = System.nanoTime();
    Pairs pairs = part.above(MIN_SCORE, Progress.NONE);
    double seconds = (System.nanoTime() - start) / 1e9;
    pairs.close();
    return seconds * PairMining.of(rows, limits).products() / part.products();
  }

  private static EmbeddingMatrix vectors(MiningSetting setting) throws IOException {
    EmbeddingMatrix vectors = EmbeddingMatrix.allocate(ROWS, DIMENSION);
    SplittableRandom random = new SplittableRandom(SEED);
    try (EmbeddingMatrix tweets = TweetMatrix.read(setting.tweets(), REAL_ROWS)) {
      float[] whole = new float[tweets.dimension()];
      float[] row = new float[DIMENSION];
      for (int i = 0; i < ROWS; i++) {
        tweets.copyRow(i % REAL_ROWS, whole);
        System.arraycopy(whole, 0, row, 0, DIMENSION);
        normalize(row);
        if (i >= REAL_ROWS) {
          turn(row, random);
        }
        vectors.setRow(i, row);
      }
    }
    return vectors;
  }

  /** Noise at a right angle, as Gaussian noise of many components nearly is, of tan(angle). */
  private static void turn(float[] row, SplittableRandom random) {
    double cosine = LEAST_COSINE + (MOST_COSINE - LEAST_COSINE) * random.nextDouble();
    double spread = Math.sqrt((1 / (cosine * cosine) - 1) / DIMENSION);
    for (int k = 0; k < DIMENSION; k++) {
      row[k] += (float) (spread * random.nextGaussian());
    }
    normalize(row);
  }

  private static void normalize(float[] row) {
    double squares = 0;
    for (float value : row) {
      squares += (double) value * value;
    }
    float factor = (float) (1 / Math.sqrt(squares));
    for (int k = 0; k < row.length; k++) {
      row[k] *= factor;
    }
  }
}
