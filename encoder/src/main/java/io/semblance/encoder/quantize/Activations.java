package io.semblance.encoder.quantize;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What calibration learns of one activation {@code x}: {@code Σ x xᵀ} over all tokens, how large
 * its channels are and how they move together. One thread only.
 */
final class Activations {
  /** Tokens that are added at once: the sums are read and written a quarter as often. */
  private static final int BLOCK = 4;

  private final int width;
  private final float[][] products;
  private final float[][] block;
  private long tokens;

  Activations(int width) {
    this.width = width;
    products = new float[width][width];
    block = new float[BLOCK][width];
  }

  int width() {
    return width;
  }

  /** {@code Σ x_i x_j}, for {@code j >= i}; below the diagonal nothing is kept. */
  float product(int i, int j) {
    return products[i][j];
  }

  /** The root of the mean square of each channel. */
  float[] sizes() {
    float[] sizes = new float[width];
    for (int i = 0; i < width; i++) {
      sizes[i] = (float) Math.sqrt(products[i][i] / Math.max(1, tokens));
    }
    return sizes;
  }

  /** Adds the tokens {@code [tokens][width]} of one text. */
  void add(FloatBuffer values) {
    tokens += values.remaining() / width;
    while (values.hasRemaining()) {
      for (float[] token : block) {
        if (values.hasRemaining()) {
          values.get(token);
        } else {
          Arrays.fill(token, 0); // a token of zeros adds nothing
        }
      }
      addBlock(block[0], block[1], block[2], block[3]);
    }
  }

  private void addBlock(float[] a, float[] b, float[] c, float[] d) {
    for (int i = 0; i < width; i++) {
      float[] row = products[i];
      float ai = a[i];
      float bi = b[i];
      float ci = c[i];
      float di = d[i];
      for (int j = i; j < row.length; j++) {
        row[j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
      }
    }
  }
}
