package io.semblance.clustering.leiden;

import io.semblance.clustering.Clustering;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.Random;
import java.util.SplittableRandom;
import nl.cwts.networkanalysis.LeidenAlgorithm;

/**
 * The Leiden algorithm: communities that are connected and denser inside than the resolution asks
 * for (constant Potts model). Moves rows between communities, splits what does not hold together,
 * and repeats the same with communities for rows, until nothing improves.
 *
 * <p>One thread; the same network, configuration and start give the same labels.
 *
 * <p>Source: Traag, Waltman, van Eck, "From Louvain to Leiden: guaranteeing well-connected
 * communities", 2019, by its authors' own library.
 */
public final class Leiden {
  private static final String WORK = "finding communities";

  private Leiden() {}

  /**
   * Finds communities.
   *
   * @param progress advances by iterations
   * @throws SemblanceException with code {@code CANCELLED}
   */
  public static LeidenResult cluster(
      LeidenNetwork network, LeidenConfig config, Progress progress) {
    return improve(network, new Communities(network.rows()), config, progress);
  }

  /**
   * Finds communities from earlier ones, faster than from none and with labels that move little.
   *
   * @param earlier a clustering of the same rows; outliers, as new rows are, start alone
   * @param progress advances by iterations
   * @throws SemblanceException with code {@code CANCELLED}
   */
  public static LeidenResult continueFrom(
      Clustering earlier, LeidenNetwork network, LeidenConfig config, Progress progress) {
    if (earlier.labels().length != network.rows()) {
      throw SemblanceException.invalid(
          "an earlier clustering must be of the same "
              + network.rows()
              + " rows, got: "
              + earlier.labels().length);
    }
    return improve(network, Communities.of(earlier), config, progress);
  }

  static LeidenResult improve(
      LeidenNetwork network, Communities communities, LeidenConfig config, Progress progress) {
    int iterations = 0;
    boolean improved = network.edges() > 0;
    while (improved && iterations < config.iterations()) {
      progress.throwIfCancelled(WORK);
      improved =
          algorithm(config, iterations).improveClustering(network.network(), communities.found());
      progress.advancedTo(++iterations);
    }
    double quality =
        network.edges() == 0
            ? 0
            : algorithm(config, iterations).calcQuality(network.network(), communities.found());
    return new LeidenResult(
        communities.clustering(network.copies(), config.minClusterSize()), quality, iterations);
  }

  private static LeidenAlgorithm algorithm(LeidenConfig config, int iteration) {
    long seed = new SplittableRandom(config.seed() + iteration).nextLong();
    return new LeidenAlgorithm(config.resolution(), 1, config.randomness(), new Random(seed));
  }
}
