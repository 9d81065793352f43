package io.semblance.clustering.topics;

import io.semblance.clustering.UniqueRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the members of a cluster that stand for it: near to the centroid, different from each
 * other, by maximal marginal relevance (Carbonell and Goldstein, "The use of MMR", 1998): the next
 * is the one with the highest {@code lambda * cos(centroid) - (1 - lambda) * max cos(chosen)}. Only
 * the {@link #CANDIDATES} nearest to the centroid are asked.
 */
final class Representatives {
  static final int CANDIDATES = 50;

  private final UniqueRows rows;
  private final Centroids centroids;
  private final double lambda;

  /** A member, and how near it is to the chosen one that is nearest to it. */
  private static final class Candidate {
    final int unique;
    final double relevance;
    final float[] vector;
    double repetition = -1;

    Candidate(int unique, double relevance, float[] vector) {
      this.unique = unique;
      this.relevance = relevance;
      this.vector = vector;
    }
  }

  Representatives(UniqueRows rows, Centroids centroids, double lambda) {
    this.rows = rows;
    this.centroids = centroids;
    this.lambda = lambda;
  }

  /** At most {@code count} unique rows, the one nearest to the centroid first. */
  List<Integer> of(int cluster, int count) {
    List<Candidate> candidates = candidates(cluster);
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < count && !candidates.isEmpty()) {
      Candidate next = best(candidates);
      candidates.remove(next);
      chosen.add(next.unique);
      for (Candidate other : candidates) {
        other.repetition = Math.max(other.repetition, Dots.dot(other.vector, next.vector));
      }
    }
    return chosen;
  }

  private List<Candidate> candidates(int cluster) {
    List<Candidate> candidates = new ArrayList<>();
    centroids.members().stream(cluster)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer unique) -> -centroids.cosine(unique))
                .thenComparingInt(unique -> unique))
        .limit(CANDIDATES)
        .forEach(unique -> candidates.add(candidate(unique)));
    return candidates;
  }

  private Candidate candidate(int unique) {
    float[] vector = new float[rows.dimension()];
    rows.copy(unique, vector);
    return new Candidate(unique, centroids.cosine(unique), vector);
  }

  /** The first of equally good ones, so the nearest to the centroid. */
  private Candidate best(List<Candidate> candidates) {
    Candidate best = candidates.get(0);
    for (Candidate candidate : candidates) {
      best = value(candidate) > value(best) ? candidate : best;
    }
    return best;
  }

  private double value(Candidate candidate) {
    return lambda * candidate.relevance - (1 - lambda) * candidate.repetition;
  }
}
