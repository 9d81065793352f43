package io.semblance.clustering.pairs;

import io.semblance.vectors.Vectors;
import java.util.Random;

/** Rows for tests. */
final class UnitRows {
  private UnitRows() {}

  /** Rows around a few centres, so that some are close, and some of them twice. */
  static float[][] clustered(int count, int dimension, long seed) {
    Random random = new Random(seed);
    float[][] centres = random(Math.max(1, count / 8), dimension, random);
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(8) == 0) {
        rows[i] = rows[random.nextInt(i)].clone();
      } else {
        rows[i] = centres[random.nextInt(centres.length)].clone();
        for (int k = 0; k < dimension; k++) {
          rows[i][k] += (float) (0.5 * random.nextGaussian() / Math.sqrt(dimension));
        }
        Vectors.normalizeInPlace(rows[i]);
      }
    }
    return rows;
  }

  private static float[][] random(int count, int dimension, Random random) {
    float[][] rows = new float[count][dimension];
    for (float[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        row[k] = (float) random.nextGaussian();
      }
      Vectors.normalizeInPlace(row);
    }
    return rows;
  }
}
