package io.semblance.index;

import io.semblance.index.filter.FacetRequest;
import java.util.List;

/**
 * What comes with the hits.
 *
 * @param passages how many of its best passages each hit has, 0 to {@value #MAX_PASSAGES}
 * @param highlight whether passages say which of their words match the query's
 * @param explain whether hits say how their score came about
 * @param facets what is counted over all candidates
 */
public record Shown(int passages, boolean highlight, boolean explain, List<FacetRequest> facets) {
  /** The best passage and nothing else. */
  public static final Shown DEFAULT = new Shown(1, false, false, List.of());

  /** Largest allowed {@code passages}. */
  public static final int MAX_PASSAGES = 100;

  public Shown {
    Limits.require("passages", passages, 0, MAX_PASSAGES);
    facets = List.copyOf(facets);
  }

  public Shown withPassages(int count) {
    return new Shown(count, highlight, explain, facets);
  }

  public Shown withFacets(List<FacetRequest> other) {
    return new Shown(passages, highlight, explain, other);
  }
}
