package io.semblance.clustering.kmeans;

import io.semblance.clustering.Silhouette;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs k-means for several k, so that a person can choose one. */
public final class KMeansTrials {
  private static final int MOST_USUAL = 64;

  private KMeansTrials() {}

  /**
   * Numbers of clusters worth trying when nothing is known: from 2 to 64, of few rows to a tenth of
   * them.
   *
   * @param rows at least one
   */
  public static int[] usual(UniqueRows rows) {
    int greatest = Math.min(MOST_USUAL, Math.max(2, rows.count() / 10));
    return grid(Math.min(2, rows.count()), Math.min(greatest, rows.count()));
  }

  /**
   * Numbers of clusters whose neighbours are about a factor of the square root of 2 apart.
   *
   * @param least at least 1
   * @param greatest at least {@code least}; both ends are part of the grid
   */
  public static int[] grid(int least, int greatest) {
    if (least < 1 || greatest < least) {
      throw SemblanceException.invalid(
          "the least k must be at least 1 and at most the greatest, got: "
              + least
              + " and "
              + greatest);
    }
    int steps = (int) Math.ceil(2 * Math.log((double) greatest / least) / Math.log(2));
    return IntStream.rangeClosed(0, steps)
        .map(step -> (int) Math.min(greatest, Math.round(least * Math.pow(2, step / 2.0))))
        .distinct()
        .toArray();
  }

  /**
   * Clusters rows once for each k.
   *
   * @param ks each from 1 to the number of different rows
   * @param config everything but k
   * @param progress counts finished trials
   * @return one line for each k, in their order
   */
  public static List<KMeansTrial> run(
      UniqueRows rows, int[] ks, KMeansConfig config, ParallelLoops loops, Progress progress) {
    List<KMeansTrial> trials = new ArrayList<>();
    for (int k : ks) {
      progress.throwIfCancelled("k-means");
      KMeansResult result = KMeans.cluster(rows, config.withK(k), loops, cancelledWith(progress));
      trials.add(
          new KMeansTrial(k, result.inertia(), Silhouette.mean(rows, result.clustering(), loops)));
      progress.advancedTo(trials.size());
    }
    return trials;
  }

  /** Tells nothing of iterations, which are not trials, but hears that the work should stop. */
  private static Progress cancelledWith(Progress progress) {
    return new Progress() {
      @Override
      public void advancedTo(long done) {}

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  /** The trial of the greatest silhouette, the least k among equal ones; empty without any. */
  public static Optional<KMeansTrial> bestBySilhouette(List<KMeansTrial> trials) {
    return trials.stream()
        .filter(trial -> trial.silhouette().isPresent())
        .min(
            Comparator.comparingDouble((KMeansTrial trial) -> -trial.silhouette().orElseThrow())
                .thenComparingInt(KMeansTrial::k));
  }
}
