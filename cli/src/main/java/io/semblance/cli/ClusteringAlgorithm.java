package io.semblance.cli;

/** How texts are put into clusters. */
enum ClusteringAlgorithm {
  LEIDEN,
  HDBSCAN,
  KMEANS,
  COMMUNITIES,
  AGGLOMERATIVE
}
