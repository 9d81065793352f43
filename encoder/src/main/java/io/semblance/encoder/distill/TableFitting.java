package io.semblance.encoder.distill;

import io.semblance.vectors.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Fits the rows of a table so that the mean of a text's rows points where the text's target vector
 * points: stochastic gradient descent on 1 - cos(mean, target) with Adam (Kingma and Ba, 2015),
 * whose moments are kept a row and moved only when the row is met. The step shrinks linearly to
 * zero.
 *
 * <p>The result does not depend on the number of threads: a batch's texts are independent of each
 * other, and each row's gradient is summed by one thread in the order of the texts.
 */
final class TableFitting {
  private static final int BATCH_TEXTS = 512;
  private static final int SLICES = 8;
  private static final double STEP = 0.004;
  private static final float MEAN_DECAY = 0.9f;
  private static final float SQUARE_DECAY = 0.999f;
  private static final float SMALLEST_ROOT = 1e-9f;
  private static final long SEED = 20261123;

  private final float[] rows;
  private final int width;
  private final int[][] texts;
  private final float[] targets;
  private final int batches;
  private final float[] gradientMean;
  private final float[] gradientSquare;
  private final float[] gradient;
  private final int[] order;
  private final Random random = new Random(SEED);
  private int batch;

  /**
   * Prepares a fit; all arrays are shared.
   *
   * @param rows {@code [tokens][width]}, the start and later the result
   * @param texts token ids of each text
   * @param targets {@code [texts][width]}, each of unit length
   * @param epochs how often {@link #epoch} will be called
   */
  TableFitting(float[] rows, int width, int[][] texts, float[] targets, int epochs) {
    this.rows = rows;
    this.width = width;
    this.texts = texts;
    this.targets = targets;
    this.batches = epochs * Math.ceilDiv(texts.length, BATCH_TEXTS);
    this.gradientMean = new float[rows.length];
    this.gradientSquare = new float[rows.length];
    this.gradient = new float[rows.length];
    this.order = IntStream.range(0, texts.length).toArray();
  }

  /** Goes through all texts once, in a new order; gives the mean of 1 - cos on the way. */
  double epoch() {
    shuffle();
    double loss = 0;
    for (int start = 0; start < order.length; start += BATCH_TEXTS) {
      loss += step(Arrays.copyOfRange(order, start, Math.min(order.length, start + BATCH_TEXTS)));
    }
    return loss / Math.max(1, order.length);
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int text = order[i];
      order[i] = order[other];
      order[other] = text;
    }
  }

  private double step(int[] members) {
    float[][] gradients = new float[members.length][];
    double[] losses = new double[members.length];
    IntStream.range(0, members.length)
        .parallel()
        .forEach(
            i -> {
              gradients[i] = new float[width];
              losses[i] = gradientOfEachToken(members[i], gradients[i]);
            });
    batch++;
    IntStream.range(0, SLICES).parallel().forEach(slice -> update(members, gradients, slice));
    return Arrays.stream(losses).sum();
  }

  /**
   * With m the mean of n rows, u = m / |m| and target t, each of the n rows has the gradient ((u .
   * t) u - t) / (|m| n).
   */
  private double gradientOfEachToken(int text, float[] result) {
    int[] tokens = texts[text];
    float[] unit = new float[width];
    for (int token : tokens) {
      Vectors.addScaled(rows, token * width, 1f / tokens.length, unit);
    }
    float norm = Vectors.norm(unit);
    if (norm == 0) {
      return 1;
    }
    for (int i = 0; i < width; i++) {
      unit[i] /= norm;
    }
    float[] target = Arrays.copyOfRange(targets, text * width, (text + 1) * width);
    float cosine = Vectors.dot(unit, target);
    float scale = 1 / (norm * tokens.length);
    for (int i = 0; i < width; i++) {
      result[i] = scale * (cosine * unit[i] - target[i]);
    }
    return 1 - cosine;
  }

  /** Moves the rows of one slice, which are those whose number leaves this remainder. */
  private void update(int[] members, float[][] gradients, int slice) {
    List<Integer> touched = new ArrayList<>();
    boolean[] seen = new boolean[rows.length / width];
    for (int i = 0; i < members.length; i++) {
      for (int token : texts[members[i]]) {
        if (token % SLICES == slice) {
          add(gradients[i], token);
          if (!seen[token]) {
            seen[token] = true;
            touched.add(token);
          }
        }
      }
    }
    touched.forEach(this::move);
  }

  private void add(float[] source, int token) {
    int offset = token * width;
    for (int i = 0; i < width; i++) {
      gradient[offset + i] += source[i];
    }
  }

  private void move(int token) {
    double rate = STEP * (1 - (batch - 1.0) / batches);
    float meanCorrection = (float) (rate / (1 - Math.pow(MEAN_DECAY, batch)));
    float squareCorrection = (float) (1 / (1 - Math.pow(SQUARE_DECAY, batch)));
    int end = (token + 1) * width;
    for (int i = token * width; i < end; i++) {
      float g = gradient[i];
      gradient[i] = 0;
      float mean = MEAN_DECAY * gradientMean[i] + (1 - MEAN_DECAY) * g;
      float square = SQUARE_DECAY * gradientSquare[i] + (1 - SQUARE_DECAY) * g * g;
      gradientMean[i] = mean;
      gradientSquare[i] = square;
      float root = (float) Math.sqrt(square * squareCorrection);
      rows[i] -= meanCorrection * mean / (root + SMALLEST_ROOT);
    }
  }
}
