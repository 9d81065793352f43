package io.semblance.index.clusters;

import io.semblance.clustering.method.ClusteringMethod;
import io.semblance.error.SemblanceException;
import io.semblance.index.filter.Filter;
import org.jspecify.annotations.Nullable;

/**
 * A clustering to be made. Made by {@link #of} and the {@code with} methods.
 *
 * @param id names it within the collection, {@code [a-z0-9][a-z0-9_-]{0,63}}; replaces one of this
 *     id; null for the next free one of c1, c2, ...
 * @param method how documents are put into clusters
 * @param seed of everything random
 * @param filter which documents; null for all
 * @param terms the most keywords of a cluster, 0 to {@value #MAX_TERMS}
 * @param map whether documents are given places on a map
 * @param follows id of an earlier clustering whose stable ids and labels are kept where its
 *     clusters are still there; null for none
 * @param threads at least 1; changes how long it takes, never the result
 */
public record ClusteringRequest(
    @Nullable String id,
    ClusteringMethod method,
    long seed,
    @Nullable Filter filter,
    int terms,
    boolean map,
    @Nullable String follows,
    int threads) {
  /** Most keywords of a cluster. */
  public static final int MAX_TERMS = 100;

  private static final long DEFAULT_SEED = 42;
  private static final int DEFAULT_TERMS = 10;

  public ClusteringRequest {
    if (id != null) {
      ClusteringName.require(id);
    }
    if (terms < 0 || terms > MAX_TERMS) {
      throw SemblanceException.invalid(
          "terms must be between 0 and " + MAX_TERMS + ", got: " + terms);
    }
    if (threads < 1) {
      throw SemblanceException.invalid("threads must be at least 1, got: " + threads);
    }
  }

  /** All documents, seed 42, ten keywords, no map, following none, on all processors. */
  public static ClusteringRequest of(ClusteringMethod method) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new ClusteringRequest(
        null, method, DEFAULT_SEED, null, DEFAULT_TERMS, false, null, threads);
  }

  public ClusteringRequest withId(String other) {
    return new ClusteringRequest(other, method, seed, filter, terms, map, follows, threads);
  }

  public ClusteringRequest withSeed(long other) {
    return new ClusteringRequest(id, method, other, filter, terms, map, follows, threads);
  }

  public ClusteringRequest withFilter(@Nullable Filter other) {
    return new ClusteringRequest(id, method, seed, other, terms, map, follows, threads);
  }

  public ClusteringRequest withTerms(int other) {
    return new ClusteringRequest(id, method, seed, filter, other, map, follows, threads);
  }

  public ClusteringRequest withMap(boolean other) {
    return new ClusteringRequest(id, method, seed, filter, terms, other, follows, threads);
  }

  public ClusteringRequest following(@Nullable String other) {
    return new ClusteringRequest(id, method, seed, filter, terms, map, other, threads);
  }

  public ClusteringRequest onThreads(int other) {
    return new ClusteringRequest(id, method, seed, filter, terms, map, follows, other);
  }
}
