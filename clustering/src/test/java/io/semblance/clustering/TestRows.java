package io.semblance.clustering;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Rows to cluster in tests. */
public final class TestRows {
  private TestRows() {}

  /** Cases of a fixture on the class path, a JSON array. */
  public static <T> List<T> cases(String resource, Class<T[]> type) throws IOException {
    try (InputStream json = TestRows.class.getResourceAsStream(resource)) {
      return List.of(new ObjectMapper().readValue(Objects.requireNonNull(json), type));
    }
  }

  /** Unit vectors around random directions; row i is of group {@code i % groups}. */
  public static float[][] grouped(int rows, int dimension, int groups, float noise, long seed) {
    Random random = new Random(seed);
    float[][] directions = new float[groups][];
    for (int group = 0; group < groups; group++) {
      directions[group] = gaussian(dimension, random);
      Vectors.normalizeInPlace(directions[group]);
    }
    float[][] vectors = new float[rows][];
    for (int row = 0; row < rows; row++) {
      vectors[row] = gaussian(dimension, random);
      Vectors.normalizeInPlace(vectors[row]);
      for (int k = 0; k < dimension; k++) {
        vectors[row][k] = directions[row % groups][k] + noise * vectors[row][k];
      }
      Vectors.normalizeInPlace(vectors[row]);
    }
    return vectors;
  }

  private static float[] gaussian(int dimension, Random random) {
    float[] vector = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      vector[k] = (float) random.nextGaussian();
    }
    return vector;
  }

  /** The rows of the unit matrix. */
  public static float[][] orthogonal(int rows) {
    float[][] vectors = new float[rows][rows];
    for (int row = 0; row < rows; row++) {
      vectors[row][row] = 1;
    }
    return vectors;
  }

  /** The same rows in another order. */
  public static float[][] shuffled(float[][] rows, long seed) {
    List<float[]> shuffled = Arrays.asList(rows.clone());
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.toArray(float[][]::new);
  }

  /** A matrix of rows, also of none. */
  public static EmbeddingMatrix matrix(float[][] rows) {
    return rows.length == 0 ? EmbeddingMatrix.allocate(0, 2) : EmbeddingMatrix.copyOf(rows);
  }
}
