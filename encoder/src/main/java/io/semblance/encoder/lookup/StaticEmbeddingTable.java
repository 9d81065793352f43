package io.semblance.encoder.lookup;

import io.semblance.vectors.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * A vector for each token id, in one contiguous array. Safe for many threads.
 *
 * <p>A model2vec table may hold fewer vectors than there are tokens: {@code mapping[id]} then says
 * which row a token has, and {@code weights[id]} by what its row is multiplied.
 */
final class StaticEmbeddingTable {
  private final float[] values;
  private final int width;
  private final int @Nullable [] mapping;
  private final float @Nullable [] weights;

  /**
   * Makes a table; the arrays are shared, not copied.
   *
   * @param values {@code [rows][width]} in C order
   * @param mapping row of each token, each in {@code [0, rows)}, or null when a token's row is its
   *     id
   * @param weights factor of each token, or null for none
   */
  StaticEmbeddingTable(
      float[] values, int width, int @Nullable [] mapping, float @Nullable [] weights) {
    this.values = values;
    this.width = width;
    this.mapping = mapping;
    this.weights = weights;
  }

  int width() {
    return width;
  }

  int rows() {
    return values.length / width;
  }

  /** How many token ids have a vector. */
  int tokens() {
    int mapped = mapping == null ? rows() : mapping.length;
    return weights == null ? mapped : Math.min(mapped, weights.length);
  }

  /** Whether rows are shared or weighted, which only model2vec's own format knows. */
  boolean isModel2Vec() {
    return mapping != null || weights != null;
  }

  /** Adds the vector of a token to {@code sum}. */
  void add(int id, float[] sum) {
    int row = mapping == null ? id : mapping[id];
    Vectors.addScaled(values, row * width, weights == null ? 1 : weights[id], sum);
  }
}
