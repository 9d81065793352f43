package io.semblance.encoder.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  @Test
  void findsTheDirectionOfTheVariance() {
    // Points on the line y = 2x around (5, 5): the first component is (1, 2) / sqrt(5) and keeps
    // everything.
    float[][] rows = {{4, 3}, {5, 5}, {6, 7}, {4.5f, 4}};
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      PrincipalComponents fitted = PrincipalComponents.fit(matrix, 1);

      float root = (float) Math.sqrt(5);
      assertThat(fitted.components()[0])
          .containsExactly(new float[] {1 / root, 2 / root}, within(1e-6f));
      assertThat(fitted.energyKept()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void componentsAreOrthonormalAndKeepGrowingShares() {
    Random random = new Random(3);
    float[][] rows = new float[200][12];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (random.nextGaussian() * (i + 1));
      }
    }
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      float[][] components = PrincipalComponents.fit(matrix, 12).components();

      for (int i = 0; i < 12; i++) {
        for (int j = 0; j < 12; j++) {
          assertThat(Vectors.dot(components[i], components[j]))
              .isCloseTo(i == j ? 1 : 0, within(1e-5f));
        }
      }
      assertThat(PrincipalComponents.fit(matrix, 3).energyKept())
          .isLessThan(PrincipalComponents.fit(matrix, 6).energyKept());
    }
  }

  @Test
  void refusesMoreComponentsThanThereCanBe() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(3, 8)) {
      assertThatThrownBy(() -> PrincipalComponents.fit(matrix, 9))
          .hasMessage("dimensions must be between 1 and 8, got: 9");
      assertThatThrownBy(() -> PrincipalComponents.fit(matrix, 4))
          .hasMessage("a reduction to 4 dimensions needs at least as many texts, got: 3");
    }
  }
}
