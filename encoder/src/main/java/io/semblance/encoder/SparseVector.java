package io.semblance.encoder;

import io.semblance.vectors.Scored;
import io.semblance.vectors.TopK;
import java.util.Arrays;
import java.util.List;

/**
 * A vector of which only the components that are not zero are kept. Takes ownership of its arrays.
 *
 * @param dimension length of the whole vector
 * @param indices places of the kept components, ascending, in [0, {@code dimension})
 * @param values the kept components
 */
public record SparseVector(int dimension, int[] indices, float[] values) {
  public SparseVector {
    if (indices.length != values.length) {
      throw new IllegalArgumentException(
          "there must be one value an index, got: "
              + indices.length
              + " indices, "
              + values.length
              + " values");
    }
    for (int i = 0; i < indices.length; i++) {
      int atLeast = i == 0 ? 0 : indices[i - 1] + 1;
      if (indices[i] < atLeast || indices[i] >= dimension) {
        throw new IllegalArgumentException(
            "indices must ascend in [0, " + dimension + "), got: " + Arrays.toString(indices));
      }
    }
  }

  /**
   * Keeps the components that are not zero.
   *
   * @param maxActive at most how many, those of largest magnitude, of equal ones the first; 0 for
   *     all
   */
  public static SparseVector of(float[] vector, int maxActive) {
    int[] active = new int[vector.length];
    int count = 0;
    for (int i = 0; i < vector.length; i++) {
      if (vector[i] != 0) {
        active[count++] = i;
      }
    }
    int[] indices = Arrays.copyOf(active, count);
    if (maxActive > 0 && count > maxActive) {
      indices = largest(vector, indices, maxActive);
    }
    float[] values = new float[indices.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = vector[indices[i]];
    }
    return new SparseVector(vector.length, indices, values);
  }

  private static int[] largest(float[] vector, int[] indices, int count) {
    TopK largest = new TopK(count);
    for (int index : indices) {
      largest.offer(index, Math.abs(vector[index]));
    }
    return largest.best().stream().mapToInt(Scored::ordinal).sorted().toArray();
  }

  /** How many components are not zero. */
  public int size() {
    return indices.length;
  }

  /** Inner product with a vector of the same dimension. */
  public float dot(SparseVector other) {
    if (dimension != other.dimension) {
      throw new IllegalArgumentException(
          "vectors must have the same dimension, got: " + dimension + " and " + other.dimension);
    }
    double sum = 0;
    int j = 0;
    for (int i = 0; i < indices.length; i++) {
      while (j < other.indices.length && other.indices[j] < indices[i]) {
        j++;
      }
      if (j < other.indices.length && other.indices[j] == indices[i]) {
        sum += (double) values[i] * other.values[j];
      }
    }
    return (float) sum;
  }

  /** The {@code k} components of largest magnitude, that first; index and value. */
  public List<Scored> top(int k) {
    TopK largest = new TopK(k);
    for (int i = 0; i < indices.length; i++) {
      largest.offer(i, Math.abs(values[i]));
    }
    return largest.best().stream()
        .map(place -> new Scored(indices[place.ordinal()], values[place.ordinal()]))
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparseVector that
        && dimension == that.dimension
        && Arrays.equals(indices, that.indices)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "SparseVector[" + size() + " of " + dimension + "]";
  }
}
