package io.semblance.clustering.leiden;

import io.semblance.clustering.Clustering;

/** Communities while they are improved: every row is in one, alone at first. */
final class Communities {
  private final nl.cwts.networkanalysis.Clustering found;

  Communities(int rows) {
    found = new nl.cwts.networkanalysis.Clustering(rows);
  }

  private Communities(nl.cwts.networkanalysis.Clustering found) {
    this.found = found;
  }

  /** Starts with the clusters of an earlier clustering; its outliers are alone. */
  static Communities of(Clustering earlier) {
    if (earlier.labels().length == 0) {
      return new Communities(0);
    }
    int[] communities = earlier.labels().clone();
    int next = earlier.clusters();
    for (int row = 0; row < communities.length; row++) {
      if (communities[row] == Clustering.OUTLIER) {
        communities[row] = next++;
      }
    }
    return of(communities);
  }

  private static Communities of(int[] communities) {
    Communities found = new Communities(new nl.cwts.networkanalysis.Clustering(communities));
    found.found.removeEmptyClusters();
    return found;
  }

  nl.cwts.networkanalysis.Clustering found() {
    return found;
  }

  /** The communities of at least a size. */
  Clustering clustering(int[] copies, int minClusterSize) {
    int[] communities = found.getClusters();
    long[] sizes = new long[communities.length];
    for (int row = 0; row < communities.length; row++) {
      sizes[communities[row]] += copies[row];
    }
    for (int row = 0; row < communities.length; row++) {
      communities[row] = sizes[communities[row]] < minClusterSize ? -1 : communities[row];
    }
    return Clustering.numbered(communities, copies);
  }
}
