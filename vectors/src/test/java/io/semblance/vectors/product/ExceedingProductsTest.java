package io.semblance.vectors.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExceedingProductsTest {
  private static float[] random(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(8) == 0 ? Float.POSITIVE_INFINITY : random.nextFloat();
    }
    return values;
  }

  @RepeatedTest(20)
  void findsWhatExceedsTheBoundOfItsRowOrItsColumn(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    float[] products = random(random, PackedRows.PRODUCTS);
    float[] rowBounds = random(random, 3 * PackedRows.HEIGHT);
    float[] columnBounds = random(random, 3 * PackedRows.WIDTH);
    int[] places = new int[PackedRows.PRODUCTS];
    int[] expected = new int[PackedRows.PRODUCTS];
    int found =
        ExceedingProducts.find(
            products, rowBounds, PackedRows.HEIGHT, columnBounds, PackedRows.WIDTH, places);
    int count =
        ExceedingProducts.findOneByOne(
            products, rowBounds, PackedRows.HEIGHT, columnBounds, PackedRows.WIDTH, expected);
    assertThat(Arrays.copyOf(places, found)).isEqualTo(Arrays.copyOf(expected, count));
  }

  @Test
  void aProductThatEqualsItsBoundsIsNotFound() {
    float[] products = new float[PackedRows.PRODUCTS];
    float[] rowBounds = new float[PackedRows.HEIGHT];
    float[] columnBounds = new float[PackedRows.WIDTH];
    int[] places = new int[PackedRows.PRODUCTS];
    assertThat(ExceedingProducts.find(products, rowBounds, 0, columnBounds, 0, places)).isZero();
    products[PackedRows.WIDTH + 1] = 1;
    assertThat(ExceedingProducts.find(products, rowBounds, 0, columnBounds, 0, places)).isOne();
    assertThat(places[0]).isEqualTo(PackedRows.WIDTH + 1);
  }
}
