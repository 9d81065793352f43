package io.semblance.encoder.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizedMatrixTest {
  @Test
  void eachColumnUsesTheWholeRangeOfItsOwn() {
    // Columns (2.54, -1.27) and (0, 0) and (-0.0635, 0.03125): scales 0.02, 1 (empty), 0.0005.
    float[] matrix = {2.54f, 0, -0.0635f, -1.27f, 0, 0.03125f};

    QuantizedMatrix quantized = QuantizedMatrix.byColumn(matrix, 3, 127);

    assertThat(quantized.scales()).containsExactly(new float[] {0.02f, 1, 0.0005f}, within(1e-7f));
    // -1.27 / 0.02 = -63.5 and 0.03125 / 0.0005 = 62.5: halves go to the even neighbour.
    assertThat(quantized.values()).containsExactly(127, 0, -127, -64, 0, 62);
  }

  @Test
  void sevenBitsStayWithin63() {
    QuantizedMatrix quantized = QuantizedMatrix.byColumn(new float[] {-6.3f, 3.1f}, 1, 63);

    assertThat(quantized.scales()).containsExactly(new float[] {0.1f}, within(1e-7f));
    assertThat(quantized.values()).containsExactly(-63, 31);
  }

  @Test
  void aTableHasAScaleARow() {
    QuantizedMatrix quantized =
        QuantizedMatrix.byRow(new float[] {1.27f, -0.5f, -254, 100}, 2, 127);

    assertThat(quantized.scales()).containsExactly(new float[] {0.01f, 2}, within(1e-7f));
    assertThat(quantized.values()).containsExactly(127, -50, -127, 50);
  }

  @Test
  void errorFeedbackGivesProductsCloserThanRounding() {
    Random random = new Random(11);
    int width = 24;
    int outputs = 8;
    float[] matrix = new float[width * outputs];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) random.nextGaussian();
    }
    float[][] tokens = correlatedTokens(random, 400, width);
    Activations activations = new Activations(width);
    for (float[] token : tokens) {
      activations.add(FloatBuffer.wrap(token));
    }
    float[] ones = new float[width];
    java.util.Arrays.fill(ones, 1);

    double rounded = error(tokens, matrix, QuantizedMatrix.byColumn(matrix, outputs, 15));
    double fedBack =
        error(tokens, matrix, new ErrorFeedback(activations, ones).quantize(matrix, 15));

    assertThat(fedBack).isLessThan(0.5 * rounded);
  }

  /** Tokens whose channels are mixtures of a few causes. */
  private static float[][] correlatedTokens(Random random, int count, int width) {
    float[][] mixture = new float[4][width];
    for (float[] cause : mixture) {
      for (int i = 0; i < width; i++) {
        cause[i] = (float) random.nextGaussian();
      }
    }
    float[][] tokens = new float[count][width];
    for (float[] token : tokens) {
      for (float[] cause : mixture) {
        float strength = (float) random.nextGaussian();
        for (int i = 0; i < width; i++) {
          token[i] += strength * cause[i] + 0.05f * (float) random.nextGaussian();
        }
      }
    }
    return tokens;
  }

  private static double error(float[][] tokens, float[] matrix, QuantizedMatrix quantized) {
    int outputs = quantized.scales().length;
    double sum = 0;
    for (float[] token : tokens) {
      for (int column = 0; column < outputs; column++) {
        double difference = 0;
        for (int row = 0; row < token.length; row++) {
          int i = row * outputs + column;
          difference +=
              token[row]
                  * (matrix[i] - (double) quantized.values()[i] * quantized.scales()[column]);
        }
        sum += difference * difference;
      }
    }
    return sum;
  }

  @Test
  void activationsKnowTheSizesOfTheirChannels() {
    Activations activations = new Activations(2);
    activations.add(FloatBuffer.wrap(new float[] {3, 1, 4, 1, 0, -1, 0, -1, 5, 1}));

    assertThat(activations.product(0, 0)).isEqualTo(50);
    assertThat(activations.product(0, 1)).isEqualTo(12);
    // Root of 50 / 5 and of 5 / 5.
    assertThat(activations.sizes()).containsExactly(new float[] {3.1622777f, 1}, within(1e-6f));
  }

  @Test
  void smoothingLeavesProductsAsTheyAre() {
    float[] factors =
        Smoothing.factors(new float[] {8, 0.5f}, java.util.List.of(new float[] {1, 2, 4, 1}));

    // 8^0.7 / 2^0.3 and 0.5^0.7 / 4^0.3.
    assertThat(factors).containsExactly(new float[] {3.4822023f, 0.40612620f}, within(1e-5f));
    assertThat(Smoothing.scaleRows(new float[] {1, 2, 4, 1}, new float[] {2, 3}))
        .containsExactly(2, 4, 12, 3);
    assertThat(Smoothing.reciprocals(new float[] {2, 4})).containsExactly(0.5f, 0.25f);
  }
}
