package io.semblance.clustering.leiden;

import io.semblance.clustering.Clustering;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Communities at many resolutions. Works from fine to broad and starts each level from the finer
 * one, so that communities mostly merge as the resolution falls; a row may still move where that is
 * better.
 */
public final class ResolutionSweep {
  private static final double BROADEST_OVER_ALL = 4;
  private static final double FINEST_OVER_LEAST = 16;
  private static final double NEARLY = 0.05;
  private static final int ITERATIONS_AGAIN = 3;

  private final LeidenNetwork network;
  private final LeidenConfig config;

  private ResolutionSweep(LeidenNetwork network, LeidenConfig config) {
    this.network = network;
    this.config = config;
  }

  /**
   * Finds communities at resolutions from broad to fine and links each level with the one before.
   *
   * @param resolutions rising; at least one
   * @param config for all but the resolution
   * @param progress advances by levels
   * @throws SemblanceException with code {@code INVALID_REQUEST} when the resolutions do not rise,
   *     or {@code CANCELLED}
   */
  public static ClusterHierarchy sweep(
      LeidenNetwork network, double[] resolutions, LeidenConfig config, Progress progress) {
    requireRising(resolutions);
    return new ResolutionSweep(network, config).levels(resolutions, progress);
  }

  /**
   * Resolutions that suit a network, each for evenly joined groups of half the size of the one
   * before: from four times all rows, at which real groups, being denser inside than on the whole,
   * begin to part, to sixteen times the least size, at which many are as small as that.
   */
  public static double[] resolutions(LeidenNetwork network, int minClusterSize) {
    double size = BROADEST_OVER_ALL * Math.max(1, network.weight());
    double finest = FINEST_OVER_LEAST * minClusterSize;
    int levels = 1 + (int) Math.max(0, Math.floor(Math.log(size / finest) / Math.log(2)));
    return IntStream.range(0, levels)
        .mapToDouble(level -> network.resolutionFor(size / (1L << level)))
        .toArray();
  }

  private static void requireRising(double[] resolutions) {
    if (resolutions.length == 0) {
      throw SemblanceException.invalid("resolutions must not be empty");
    }
    for (int level = 1; level < resolutions.length; level++) {
      if (!(resolutions[level] > resolutions[level - 1])) {
        throw SemblanceException.invalid(
            "resolutions must rise, got: "
                + resolutions[level]
                + " after "
                + resolutions[level - 1]);
      }
    }
  }

  private ClusterHierarchy levels(double[] resolutions, Progress progress) {
    Communities communities = new Communities(network.rows());
    List<LeidenResult> found = new ArrayList<>();
    List<Double> stabilities = new ArrayList<>();
    for (int level = resolutions.length - 1; level >= 0; level--) {
      LeidenConfig at = config.withResolution(resolutions[level]);
      LeidenResult result = Leiden.improve(network, communities, at, cancelOnly(progress));
      found.add(result);
      stabilities.add(stability(result.clustering(), at, cancelOnly(progress)));
      progress.advancedTo(found.size());
    }
    Collections.reverse(found);
    Collections.reverse(stabilities);
    return linked(resolutions, found, stabilities);
  }

  private static Progress cancelOnly(Progress progress) {
    return new Progress() {
      @Override
      public void advancedTo(long done) {
        // an iteration is no level
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  private double stability(Clustering clustering, LeidenConfig at, Progress progress) {
    Clustering again = Leiden.cluster(network, again(at), progress).clustering();
    int[] ones = new int[network.rows()];
    Arrays.fill(ones, 1);
    return Overlap.of(clustering, again, ones)
        .adjustedRand(network.rows(), sizes(clustering), sizes(again));
  }

  private static LeidenConfig again(LeidenConfig config) {
    return new LeidenConfig(
        config.resolution(),
        Math.min(config.iterations(), ITERATIONS_AGAIN),
        config.randomness(),
        config.minClusterSize(),
        ~config.seed());
  }

  private static long[] sizes(Clustering clustering) {
    return Arrays.stream(clustering.sizes()).asLongStream().toArray();
  }

  private ClusterHierarchy linked(
      double[] resolutions, List<LeidenResult> found, List<Double> stabilities) {
    List<ClusterHierarchy.Level> levels = new ArrayList<>();
    for (int level = 0; level < resolutions.length; level++) {
      LeidenResult result = found.get(level);
      Clustering clustering = result.clustering();
      int[] parents = new int[clustering.clusters()];
      Arrays.fill(parents, Clustering.OUTLIER);
      double nesting = 1;
      if (level > 0) {
        Overlap overlap =
            Overlap.of(clustering, found.get(level - 1).clustering(), network.copies());
        parents = overlap.parents();
        nesting = share(overlap.inParents(), clustered(clustering));
      }
      levels.add(
          new ClusterHierarchy.Level(
              resolutions[level],
              clustering,
              parents,
              nesting,
              result.quality(),
              stabilities.get(level)));
    }
    return new ClusterHierarchy(levels, recommended(levels));
  }

  /**
   * The middle one of the levels that come out again nearly as well as the best: the broadest of
   * them is often a few continents, the finest all villages. Levels with fewer than two communities
   * or most rows in none tell nothing; the broadest of all when only those are left.
   */
  private int recommended(List<ClusterHierarchy.Level> levels) {
    double best =
        levels.stream()
            .filter(this::isTelling)
            .mapToDouble(ClusterHierarchy.Level::stability)
            .max()
            .orElse(0);
    int[] stable =
        IntStream.range(0, levels.size())
            .filter(level -> isTelling(levels.get(level)))
            .filter(level -> levels.get(level).stability() >= best - NEARLY)
            .toArray();
    return stable.length == 0 ? 0 : stable[(stable.length - 1) / 2];
  }

  private boolean isTelling(ClusterHierarchy.Level level) {
    return level.clustering().clusters() > 1
        && 2 * clustered(level.clustering()) > network.weight();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  private long clustered(Clustering clustering) {
    long sum = 0;
    for (int row = 0; row < network.rows(); row++) {
      sum += clustering.labels()[row] == Clustering.OUTLIER ? 0 : network.copies()[row];
    }
    return sum;
  }
}
