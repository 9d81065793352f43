package io.semblance.clustering.communities;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Threshold communities as SentenceTransformers' {@code community_detection} defines them: each row
 * with enough neighbours is a candidate with them; from the candidate with the most neighbours on,
 * each takes those that none before it took, if they are still enough.
 *
 * <p>The lists of neighbours are never held: a first product counts them, and a second, smaller one
 * computes again those that a walk over the candidates needs. So a low threshold, where everything
 * is everything's neighbour, takes no more memory than a high one, and about as long: the time of
 * an exact product of half of the square, {@code n^2 * dimension} operations, and a part of that
 * again. Memory beyond the rows is two packed copies of them and less than 1 kB for each row.
 *
 * <p>The cosine in double precision decides who is a neighbour. Any number of threads gives the
 * same result.
 */
public final class CommunityDetection {
  static final String WORK = "the detection of communities";

  private CommunityDetection() {}

  /**
   * The communities of unique rows; copies count for the size. The same rows in another order give
   * the same communities.
   *
   * @param progress counts unique rows, each twice
   * @throws io.semblance.error.SemblanceException with code {@code CANCELLED} when the caller asked
   *     for it
   */
  public static Communities of(
      UniqueRows rows, CommunityConfig config, ParallelLoops loops, Progress progress) {
    int[] weights = rows.weights();
    List<Community> found = detect(Items.of(rows), config, loops, progress);
    int[] groups = new int[rows.count()];
    Arrays.fill(groups, Clustering.OUTLIER);
    for (int community = 0; community < found.size(); community++) {
      for (int member : found.get(community).members()) {
        groups[member] = community;
      }
    }
    Clustering clustering = Clustering.numbered(groups, weights);
    Community[] numbered = new Community[found.size()];
    for (Community community : found) {
      numbered[clustering.labels()[community.members()[0]]] = community;
    }
    return new Communities(clustering, List.of(numbered));
  }

  /**
   * What SentenceTransformers returns for these rows, with its order where it depends on the order
   * of the rows: equally large candidates are taken, and equally large communities listed, as their
   * centres stand. Among neighbours with the same cosine, where it leaves the order open, the first
   * row comes first.
   *
   * @param matrix rows of any length; zeros have cosine 0 with everything
   * @param progress counts rows, each twice
   * @return the largest first; members are rows of the matrix
   * @throws io.semblance.error.SemblanceException with code {@code INVALID_REQUEST} when a
   *     component is not finite, {@code CANCELLED} when the caller asked for it
   */
  public static List<Community> inInputOrder(
      EmbeddingMatrix matrix, CommunityConfig config, ParallelLoops loops, Progress progress) {
    try (EmbeddingMatrix normalized = Items.normalized(matrix)) {
      return detect(Items.of(normalized), config, loops, progress).stream()
          .sorted(Comparator.comparingInt((Community community) -> -community.members().length))
          .toList();
    }
  }

  private static List<Community> detect(
      Items items, CommunityConfig config, ParallelLoops loops, Progress progress) {
    Nearness nearness = new Nearness(items, config.threshold());
    NeighborCounts neighbors = new NeighborCounts(items, nearness);
    int[] counts = neighbors.count(loops, progress);
    int leastWeight = Math.min(config.minSize(), items.weight());
    return new GreedyWalk(items, nearness, neighbors.lists(), leastWeight)
        .walk(counts, loops, progress);
  }
}
