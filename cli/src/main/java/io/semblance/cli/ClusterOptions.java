package io.semblance.cli;

import io.semblance.clustering.agglomerative.Linkage;
import io.semblance.clustering.method.ClusteringMethod;
import io.semblance.error.SemblanceException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which clusters are looked for, and how. */
final class ClusterOptions {
  private static final int DEFAULT_MIN_SIZE = 10;
  private static final double DEFAULT_MIN_SCORE = 0.75;

  @Option(
      names = {"-a", "--algorithm"},
      paramLabel = "NAME",
      defaultValue = "leiden",
      description =
          "leiden: groups that are denser inside than to each other; hdbscan: dense places, the rest are outliers; kmeans: --k groups of all texts; communities: texts near to one text; agglomerative: merges the nearest until --k are left. Default: ${DEFAULT-VALUE}.")
  private ClusteringAlgorithm algorithm = ClusteringAlgorithm.LEIDEN;

  @Option(
      names = "--k",
      paramLabel = "N",
      description =
          "How many clusters, for kmeans and agglomerative. Without it kmeans tries some from 2 to 64, shows them, and takes the one with the best silhouette.")
  private @Nullable Integer k;

  @Option(
      names = "--restarts",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often kmeans begins anew, to keep the best. Default: ${DEFAULT-VALUE}.")
  private int restarts = 1;

  @Option(
      names = "--min-size",
      paramLabel = "N",
      description = "Fewest texts of a cluster, for leiden, hdbscan and communities. Default: 10.")
  private @Nullable Integer minSize;

  @Option(
      names = "--min-score",
      paramLabel = "COSINE",
      description = "How near to its middle a text of a community is. Default: 0.75.")
  private @Nullable Double minScore;

  @Option(
      names = "--resolution",
      paramLabel = "X",
      description =
          "For leiden: higher gives more and smaller clusters. Default: the one whose clusters come out again from another seed; the result says which.")
  private @Nullable Double resolution;

  @Option(
      names = "--neighbors",
      paramLabel = "N",
      description = "How many neighbours of each text leiden and hdbscan look at. Default: 15.")
  private @Nullable Integer neighbors;

  @Option(
      names = "--linkage",
      paramLabel = "NAME",
      defaultValue = "average",
      description = "average or ward, for agglomerative. Default: ${DEFAULT-VALUE}.")
  private Linkage linkage = Linkage.AVERAGE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Of all choices made by chance. Default: ${DEFAULT-VALUE}.")
  private long seed;

  long seed() {
    return seed;
  }

  /** What was asked for. */
  ClusteringMethod method() {
    int size = or(minSize, DEFAULT_MIN_SIZE);
    int near = or(neighbors, ClusteringMethod.NEIGHBORS);
    return switch (algorithm) {
      case LEIDEN ->
          new ClusteringMethod.Leiden(resolution == null ? Double.NaN : resolution, near, 0, size);
      case HDBSCAN -> new ClusteringMethod.Hdbscan(size, size, Math.max(near, size));
      case KMEANS -> new ClusteringMethod.KMeans(or(k, 0), restarts);
      case COMMUNITIES ->
          new ClusteringMethod.Communities(minScore == null ? DEFAULT_MIN_SCORE : minScore, size);
      case AGGLOMERATIVE -> new ClusteringMethod.Agglomerative(required(), linkage);
    };
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  private int required() {
    if (k == null) {
      throw SemblanceException.invalid(
          "--algorithm " + algorithm.name().toLowerCase(Locale.ROOT) + " needs --k N");
    }
    return k;
  }
}
