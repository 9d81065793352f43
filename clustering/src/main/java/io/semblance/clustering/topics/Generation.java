package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.error.SemblanceException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One run's clusters, with what a later run needs to know them again.
 *
 * @param items the ids of the items, each once
 * @param clustering of those items, in their order
 * @param stableIds {@code int[clusters]}: the number of each cluster over all runs; not to be
 *     changed
 * @param names a label for each cluster
 * @param nextId the lowest number that no cluster of this or an earlier run had
 */
public record Generation(
    List<String> items, Clustering clustering, int[] stableIds, List<String> names, int nextId) {
  public Generation {
    items = List.copyOf(items);
    names = List.copyOf(names);
    require(items.size(), clustering.labels().length, "labels of clustered items");
    require(clustering.clusters(), stableIds.length, "stable ids of clusters");
    require(clustering.clusters(), names.size(), "names of clusters");
  }

  private static void require(int expected, int got, String what) {
    if (expected != got) {
      throw SemblanceException.invalid(what + " must be " + expected + ", got: " + got);
    }
  }

  /** A run that follows no other: clusters keep their own numbers. */
  public static Generation first(List<String> items, Clustering clustering, List<String> names) {
    int clusters = clustering.clusters();
    return new Generation(
        items, clustering, IntStream.range(0, clusters).toArray(), names, clusters);
  }
}
