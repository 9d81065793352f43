package io.semblance.vectors.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedRowsTest {
  private static final float ALL = Float.NEGATIVE_INFINITY;

  private static EmbeddingMatrix random(int rows, int dimension) {
    Random random = new Random(rows);
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(rows, dimension);
    float[] row = new float[dimension];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < dimension; k++) {
        row[k] = (float) random.nextGaussian();
      }
      matrix.setRow(i, row);
    }
    return matrix;
  }

  /** One chain in the order of the components, which every kernel promises to be equal to. */
  private static float chain(EmbeddingMatrix matrix, int a, int b) {
    float sum = 0;
    for (int k = 0; k < matrix.dimension(); k++) {
      sum = Math.fma(matrix.get(a, k), matrix.get(b, k), sum);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "7,5", "33,17", "64,384", "150,20"})
  void productsHaveTheBitsOfOneChainOfFusedMultiplyAdds(int rows, int dimension) {
    try (EmbeddingMatrix matrix = random(rows, dimension)) {
      PackedRows packed = PackedRows.of(matrix);
      float[] products = new float[PackedRows.PRODUCTS];
      int compared = 0;
      for (int strip = 0; strip < packed.strips(); strip++) {
        for (int panel = 0; panel < packed.panels(); panel++) {
          assertThat(packed.multiply(strip, packed, panel, ALL, products)).isTrue();
          compared += compare(matrix, strip, panel, products);
        }
      }
      assertThat(compared).isEqualTo(rows * rows);
    }
  }

  @Test
  void rowsPackedOnManyThreadsAreTheSame() {
    try (EmbeddingMatrix matrix = random(333, 20);
        ParallelLoops loops = new ParallelLoops(3, "test")) {
      int[] chosen = IntStream.range(0, 333).map(i -> 332 - i).toArray();
      PackedRows one = PackedRows.of(matrix, chosen);
      PackedRows many = PackedRows.of(matrix, chosen, loops);
      float[] expected = new float[PackedRows.PRODUCTS];
      float[] products = new float[PackedRows.PRODUCTS];
      for (int strip = 0; strip < one.strips(); strip++) {
        one.multiply(strip, one, 0, ALL, expected);
        many.multiply(strip, many, 0, ALL, products);
        assertThat(products).isEqualTo(expected);
      }
    }
  }

  private static int compare(EmbeddingMatrix matrix, int strip, int panel, float[] products) {
    int compared = 0;
    for (int at = 0; at < PackedRows.PRODUCTS; at++) {
      int row = strip * PackedRows.HEIGHT + at / PackedRows.WIDTH;
      int column = panel * PackedRows.WIDTH + at % PackedRows.WIDTH;
      if (row < matrix.rows() && column < matrix.rows()) {
        assertThat(products[at]).isEqualTo(chain(matrix, row, column));
        compared++;
      }
    }
    return compared;
  }

  @Test
  void allKernelsGiveTheSameBits() {
    int dimension = 19;
    Random random = new Random(3);
    float[] rows = new float[64 * dimension];
    float[] columns = new float[64 * dimension];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
      columns[i] = (float) random.nextGaussian();
    }
    for (ProductKernel kernel :
        new ProductKernel[] {new FourRowKernel(), new ScalarProductKernel()}) {
      float[] products = new float[kernel.height() * kernel.width()];
      kernel.multiply(rows, 0, columns, 0, dimension, ALL, products);
      for (int at = 0; at < products.length; at++) {
        float sum = 0;
        for (int k = 0; k < dimension; k++) {
          sum =
              Math.fma(
                  rows[k * kernel.width() + at / kernel.width()],
                  columns[k * kernel.width() + at % kernel.width()],
                  sum);
        }
        assertThat(products[at]).isEqualTo(sum);
      }
    }
  }

  @Test
  void belowTheBoundNothingIsWritten() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {{1, 0}, {0.5f, 0.5f}})) {
      PackedRows packed = PackedRows.of(matrix);
      float[] products = new float[PackedRows.PRODUCTS];
      assertThat(packed.multiply(0, packed, 0, 1.01f, products)).isFalse();
      assertThat(products).containsOnly(0);
      assertThat(packed.multiply(0, packed, 0, 1, products)).isTrue();
      assertThat(products[0]).isEqualTo(1);
      assertThat(products[1]).isEqualTo(0.5f);
    }
  }

  @Test
  void chosenRowsArePackedInTheGivenOrder() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {{1}, {2}, {3}})) {
      PackedRows packed = PackedRows.of(matrix, new int[] {2, 0});
      float[] products = new float[PackedRows.PRODUCTS];
      packed.multiply(0, packed, 0, ALL, products);
      assertThat(packed.rows()).isEqualTo(2);
      assertThat(products[0]).isEqualTo(9);
      assertThat(products[1]).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void aComponentThatIsNotFiniteIsRefusedByRow(float value) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {{1, 2}, {3, value}})) {
      assertThatThrownBy(() -> PackedRows.of(matrix))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("vectors must be finite numbers, got: " + value + " in row 1");
    }
  }

  @Test
  void noRowsArePackedAsNone() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(0, 8)) {
      assertThat(PackedRows.of(matrix).panels()).isZero();
    }
  }
}
