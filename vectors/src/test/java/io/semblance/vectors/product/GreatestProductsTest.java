package io.semblance.vectors.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class GreatestProductsTest {
  @RepeatedTest(20)
  void keepsTheFirstOfTheGreatestProductsOfEachRow(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int first = PackedRows.HEIGHT;
    int end = 2 * PackedRows.HEIGHT - repetition.getCurrentRepetition() % 2;
    float[] greatest = new float[2 * PackedRows.HEIGHT];
    int[] columns = new int[2 * PackedRows.HEIGHT];
    float[] expected = greatest.clone();
    int[] expectedColumns = columns.clone();
    for (int panel = 0; panel < 3; panel++) {
      float[] products = new float[PackedRows.PRODUCTS];
      for (int i = 0; i < products.length; i++) {
        products[i] = random.nextInt(-20, 20) / 16f;
      }
      int column = panel * PackedRows.WIDTH;
      GreatestProducts.keep(products, first, end, column, greatest, columns);
      GreatestProducts.keepOneByOne(
          products, first, end, column, PackedRows.WIDTH, expected, expectedColumns);
    }
    assertThat(greatest).isEqualTo(expected);
    assertThat(columns).isEqualTo(expectedColumns);
  }
}
