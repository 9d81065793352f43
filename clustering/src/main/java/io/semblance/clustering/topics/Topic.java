package io.semblance.clustering.topics;

import java.util.List;

/**
 * One cluster, as people read it.
 *
 * @param id its number in the clustering, from 0
 * @param stableId its number over all runs, see {@link Lineage}; of a first run the same as {@code
 *     id}
 * @param size how many different vectors it has
 * @param weight how many rows it has, copies included
 * @param cohesion mean cosine of its vectors to its centroid, in [-1, 1]; higher is tighter
 * @param separation cosine of its centroid to the nearest other centroid, in [-1, 1]; lower is
 *     better separated; -1 when there is no other
 * @param centroid {@code float[dimension]}, unit length, or all zeros when its vectors cancel out;
 *     not to be changed
 * @param representatives rows of the matrix that stand for it, the {@link #medoid} first
 * @param medoid the row of the matrix with the highest mean cosine to the others: for unit vectors
 *     that is the one nearest to the centroid
 * @param keywords the most telling first
 * @param label a few words for people
 */
public record Topic(
    int id,
    int stableId,
    int size,
    long weight,
    double cohesion,
    double separation,
    float[] centroid,
    List<Integer> representatives,
    int medoid,
    List<Keyword> keywords,
    String label) {
  public Topic {
    representatives = List.copyOf(representatives);
    keywords = List.copyOf(keywords);
  }

  /** The same cluster under the number and label of an earlier run. */
  Topic known(int earlierId, String earlierLabel) {
    return new Topic(
        id,
        earlierId,
        size,
        weight,
        cohesion,
        separation,
        centroid,
        representatives,
        medoid,
        keywords,
        earlierLabel);
  }
}
