package io.semblance.clustering.topics;

import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random unit vectors around directions. */
final class Sphere {
  private Sphere() {}

  /** Groups of vectors, group after group, each around its own axis of a space. */
  static float[][] groups(int groups, int ofGroup, int dimension, double noise, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[groups * ofGroup][dimension];
    for (int row = 0; row < rows.length; row++) {
      for (int k = 0; k < dimension; k++) {
        rows[row][k] = (float) (noise * random.nextGaussian());
      }
      rows[row][row / ofGroup] += 1;
      Vectors.normalizeInPlace(rows[row]);
    }
    return rows;
  }

  /** The numbers below {@code count}, shuffled. */
  static List<Integer> shuffled(int count, long seed) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, new Random(seed));
    return numbers;
  }

  /** Row i of the result is row {@code order.get(i)}. */
  static EmbeddingMatrix ordered(float[][] rows, List<Integer> order) {
    return EmbeddingMatrix.copyOf(
        order.stream().map(number -> rows[number]).toArray(float[][]::new));
  }

  static List<Integer> inOrder(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }
}
