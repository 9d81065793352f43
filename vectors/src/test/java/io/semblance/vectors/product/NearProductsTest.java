package io.semblance.vectors.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class NearProductsTest {
  @RepeatedTest(20)
  void countsTheWeightsOfBothSidesOfEachProductAboveTheThreshold(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    float[] products = new float[PackedRows.PRODUCTS];
    for (int i = 0; i < products.length; i++) {
      products[i] = random.nextInt(-20, 20) / 16f;
    }
    int items = 2 * PackedRows.HEIGHT + 2 * PackedRows.WIDTH;
    int[] weights = random.ints(items, 1, 5).toArray();
    int[] counts = random.ints(items, 0, 9).toArray();
    int[] expected = counts.clone();
    int column = 2 * PackedRows.HEIGHT + 3;
    float threshold = repetition.getCurrentRepetition() / 16f + 1 / 32f;
    float doubt = random.nextBoolean() ? 1 / 32f : 1 / 64f;

    boolean doubtful = NearProducts.count(products, threshold, doubt, weights, 1, column, counts);

    assertThat(doubtful)
        .isEqualTo(
            NearProducts.countOneByOne(products, threshold, doubt, weights, 1, column, expected));
    assertThat(counts).isEqualTo(expected);
  }
}
