package io.semblance.index.clusters;

import java.util.List;

/**
 * A cluster, as people read it.
 *
 * @param id its number within its clustering, from 0, the largest first
 * @param stableId stays with the topic from one clustering to the next that follows it; filters
 *     take it as {@code "s7"}
 * @param size documents in it when the clustering was made
 * @param cohesion mean cosine of its documents to its centroid; higher is tighter
 * @param separation cosine of its centroid to the nearest other; lower is better separated; -1 when
 *     there is no other
 * @param bound the cosine to its centroid that a document must reach to be assigned later
 * @param label a few words that say what it is about
 * @param terms the most telling first
 * @param exemplars ids of documents that stand for it, the most central first; only those that are
 *     still as they were
 */
public record Cluster(
    int id,
    int stableId,
    int size,
    double cohesion,
    double separation,
    double bound,
    String label,
    List<Term> terms,
    List<String> exemplars) {
  public Cluster {
    terms = List.copyOf(terms);
    exemplars = List.copyOf(exemplars);
  }

  /**
   * A term that sets a cluster apart.
   *
   * @param score higher is more telling, comparable within a cluster
   */
  public record Term(String text, double score) {}

  Cluster withExemplars(List<String> ids) {
    return new Cluster(id, stableId, size, cohesion, separation, bound, label, terms, ids);
  }
}
