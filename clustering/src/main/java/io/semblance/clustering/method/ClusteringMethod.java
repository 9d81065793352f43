package io.semblance.clustering.method;

import io.semblance.clustering.agglomerative.Linkage;
import io.semblance.error.SemblanceException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How rows are put into clusters. */
public sealed interface ClusteringMethod {
  /** Neighbours of each row in the graph, where nobody says otherwise. */
  int NEIGHBORS = 15;

  /** Its name, as requests and results spell it. */
  String algorithm();

  /** Its parameters by name, as results show them. */
  SortedMap<String, Double> parameters();

  /**
   * Spherical k-means: every row goes to the nearest of k centroids; there are no outliers.
   *
   * @param k as many as there are different vectors if they are fewer; 0 for the one of {@link
   *     io.semblance.clustering.kmeans.KMeansTrials#usual} with the greatest silhouette
   * @param restarts how often it begins anew to keep the best, at least 1
   */
  record KMeans(int k, int restarts) implements ClusteringMethod {
    public KMeans {
      requireAtLeast("k", k, 0);
      requireAtLeast("restarts", restarts, 1);
    }

    public KMeans(int k) {
      this(k, 1);
    }

    /** Whether k follows from the rows. */
    public boolean choosesK() {
      return k == 0;
    }

    @Override
    public String algorithm() {
      return "kmeans";
    }

    @Override
    public SortedMap<String, Double> parameters() {
      SortedMap<String, Double> parameters = new TreeMap<>(Map.of("restarts", (double) restarts));
      if (!choosesK()) {
        parameters.put("k", (double) k);
      }
      return parameters;
    }
  }

  /**
   * Communities: groups of rows that are all close to one in their middle, the largest first.
   *
   * @param minScore least cosine to the middle, in [-1, 1]
   * @param minSize least rows of a community, at least 1
   */
  record Communities(double minScore, int minSize) implements ClusteringMethod {
    @Override
    public String algorithm() {
      return "communities";
    }

    @Override
    public SortedMap<String, Double> parameters() {
      return new TreeMap<>(Map.of("min_score", minScore, "min_size", (double) minSize));
    }
  }

  /**
   * HDBSCAN* on the graph of neighbours: places where rows lie closer together than around them;
   * what lies between is an outlier.
   *
   * @param minSize least rows of a cluster, at least 2
   * @param minSamples how many rows, itself counted, must be near for a place to be dense
   * @param neighbors of each row in the graph, at least {@code minSamples - 1}
   */
  record Hdbscan(int minSize, int minSamples, int neighbors) implements ClusteringMethod {
    public Hdbscan {
      requireAtLeast("neighbors", neighbors, Math.max(1, minSamples - 1));
    }

    /** With places as dense as clusters are large. */
    public Hdbscan(int minSize) {
      this(minSize, minSize, Math.max(NEIGHBORS, minSize));
    }

    @Override
    public String algorithm() {
      return "hdbscan";
    }

    @Override
    public SortedMap<String, Double> parameters() {
      return new TreeMap<>(
          Map.of(
              "min_size",
              (double) minSize,
              "min_samples",
              (double) minSamples,
              "neighbors",
              (double) neighbors));
    }
  }

  /**
   * Leiden on the graph of neighbours, by the constant Potts model.
   *
   * @param resolution least density of a cluster; more gives more and smaller ones. NaN for one
   *     that is found: of up to 50,000 different rows the recommended one of a {@link
   *     io.semblance.clustering.leiden.ResolutionSweep}, of more the {@linkplain
   *     io.semblance.clustering.leiden.LeidenNetwork#usualResolution() usual one}
   * @param neighbors of each row in the graph, at least 1
   * @param floor the cosine at which a link weighs nothing
   * @param minSize rows of smaller clusters are outliers; at least 1
   */
  record Leiden(double resolution, int neighbors, float floor, int minSize)
      implements ClusteringMethod {
    public Leiden {
      requireAtLeast("neighbors", neighbors, 1);
    }

    /** On 15 neighbours, links weighing their cosine. */
    public Leiden(double resolution, int minSize) {
      this(resolution, NEIGHBORS, 0, minSize);
    }

    /** Whether the resolution follows from the number of rows. */
    public boolean choosesResolution() {
      return Double.isNaN(resolution);
    }

    @Override
    public String algorithm() {
      return "leiden";
    }

    @Override
    public SortedMap<String, Double> parameters() {
      SortedMap<String, Double> parameters =
          new TreeMap<>(
              Map.of(
                  "neighbors",
                  (double) neighbors,
                  "floor",
                  (double) floor,
                  "min_size",
                  (double) minSize));
      if (!choosesResolution()) {
        parameters.put("resolution", resolution);
      }
      return parameters;
    }
  }

  /**
   * Merges the two nearest clusters until k are left, for up to {@link
   * io.semblance.clustering.agglomerative.AgglomerativeClustering#MOST_ROWS} different vectors.
   *
   * @param k how many clusters, at least 1; as many as there are different vectors if they are
   *     fewer
   * @param linkage how far two clusters are from each other
   */
  record Agglomerative(int k, Linkage linkage) implements ClusteringMethod {
    public Agglomerative {
      requireAtLeast("k", k, 1);
    }

    @Override
    public String algorithm() {
      return linkage == Linkage.WARD ? "agglomerative-ward" : "agglomerative-average";
    }

    @Override
    public SortedMap<String, Double> parameters() {
      return new TreeMap<>(Map.of("k", (double) k));
    }
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw SemblanceException.invalid(name + " must be at least " + least + ", got: " + value);
    }
  }
}
