package io.semblance.bench.mining;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.communities.CommunityConfig;
import io.semblance.clustering.communities.CommunityDetection;
import io.semblance.clustering.kmeans.KMeans;
import io.semblance.clustering.kmeans.KMeansConfig;
import io.semblance.clustering.kmeans.KMeansResult;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How long communities and k-means take against the bare products that they cannot do without,
 * measured in alternating rounds on the same vectors: the exact product of half of the square for
 * communities; for k-means one product of points and centroids for the seeds, one for each
 * iteration and one for the first assignment.
 */
final class PartitionRates implements Section {
  private static final int ROWS = 50_000;
  private static final double MOST = 1.5;
  private static final int ROUNDS = 3;
  private static final int STRIPS_OF_BLOCK = Math.max(1, 256 / PackedRows.HEIGHT);
  private static final float UNREACHABLE = 2;
  private static final int MIN_SIZE = 10;
  private static final double[] THRESHOLDS = {0.75, 0.5, 0.3};
  private static final int[] CLUSTERS = {64, 256, 1024};

  @Override
  public String name() {
    return "partitions";
  }

  @Override
  public List<Measured> run(MiningSetting setting) throws IOException {
    try (EmbeddingMatrix tweets = TweetMatrix.read(setting.tweets(), ROWS);
        ParallelLoops loops = new ParallelLoops(setting.threads(), "bench")) {
      Rates rates = new Rates(UniqueRows.of(tweets), loops);
      List<Measured> results = new ArrayList<>();
      for (double threshold : THRESHOLDS) {
        results.add(rates.communities(threshold));
      }
      for (int k : CLUSTERS) {
        results.add(rates.kMeans(k));
      }
      return results;
    }
  }

  /** Measures on some rows. */
  private record Rates(UniqueRows rows, ParallelLoops loops) {
    Measured communities(double threshold) {
      CommunityConfig config = new CommunityConfig(threshold, MIN_SIZE);
      PackedRows packed = rows.pack();
      List<Round> rounds = new ArrayList<>();
      int found = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Timed<?> product = Timed.of(() -> halfSquare(packed));
        var communities = Timed.of(() -> CommunityDetection.of(rows, config, loops, Progress.NONE));
        found = communities.result().list().size();
        rounds.add(new Round(communities.seconds(), product.seconds()));
      }
      return line("communities at " + threshold + ", " + found + " found", rounds);
    }

    private boolean halfSquare(PackedRows packed) {
      loops.run(
          packed.strips(),
          STRIPS_OF_BLOCK,
          (worker, from, to) -> {
            int firstPanel = from * PackedRows.HEIGHT / PackedRows.WIDTH;
            multiply(packed, from, to, packed, firstPanel);
          });
      return true;
    }

    private static void multiply(
        PackedRows packed, int from, int to, PackedRows columns, int firstPanel) {
      float[] products = new float[PackedRows.PRODUCTS];
      for (int panel = firstPanel; panel < columns.panels(); panel++) {
        for (int strip = from; strip < to; strip++) {
          if (packed.multiply(strip, columns, panel, UNREACHABLE, products)) {
            throw new IllegalStateException("cosines must be below " + UNREACHABLE);
          }
        }
      }
    }

    Measured kMeans(int k) {
      KMeansConfig config = KMeansConfig.of(k);
      PackedRows packed = rows.pack();
      PackedRows centroids = PackedRows.of(rows.matrix(), firstRows(k));
      List<Round> rounds = new ArrayList<>();
      int iterations = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Timed<KMeansResult> kMeans =
            Timed.of(() -> KMeans.cluster(rows, config, loops, Progress.NONE));
        iterations = kMeans.result().iterations();
        int products = iterations + 2;
        Timed<?> product = Timed.of(() -> repeated(products, packed, centroids));
        rounds.add(new Round(kMeans.seconds(), product.seconds()));
      }
      return line("k-means, k = " + k + ", " + iterations + " iterations", rounds);
    }

    private int[] firstRows(int k) {
      int[] first = new int[k];
      for (int i = 0; i < k; i++) {
        first[i] = rows.first(i);
      }
      return first;
    }

    private boolean repeated(int times, PackedRows packed, PackedRows centroids) {
      for (int time = 0; time < times; time++) {
        loops.run(
            packed.strips(),
            STRIPS_OF_BLOCK,
            (worker, from, to) -> multiply(packed, from, to, centroids, 0));
      }
      return true;
    }

    private record Timed<T>(T result, double seconds) {
      static <T> Timed<T> of(Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        return new Timed<>(result, (System.nanoTime() - start) / 1e9);
      }
    }

    private record Round(double seconds, double productSeconds) {
      double ratio() {
        return seconds / productSeconds;
      }
    }

    /** The round of the median ratio. */
    private Measured line(String work, List<Round> rounds) {
      Round median =
          rounds.stream()
              .sorted((a, b) -> Double.compare(a.ratio(), b.ratio()))
              .toList()
              .get(rounds.size() / 2);
      return Measured.atMost(
          work,
          median.ratio(),
          "of its products' time",
          MOST,
          String.format(
              Locale.ROOT,
              "%d x %d, %.2f s against %.2f s",
              rows.count(),
              rows.dimension(),
              median.seconds(),
              median.productSeconds()));
    }
  }
}
