package io.semblance.clustering.communities;

import io.semblance.clustering.Clustering;
import java.util.List;

/**
 * The communities of unique rows.
 *
 * @param clustering which community each unique row is in
 * @param list community i is the clustering's cluster i; members are unique rows
 */
public record Communities(Clustering clustering, List<Community> list) {
  public Communities {
    list = List.copyOf(list);
  }
}
