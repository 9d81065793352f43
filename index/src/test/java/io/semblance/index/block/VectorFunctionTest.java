package io.semblance.index.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.vectors.Similarity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorFunctionTest {
  @ParameterizedTest
  @CsvSource({"COSINE, -0.25", "DOT_PRODUCT, -0.25", "DOT_PRODUCT, 3.5", "EUCLIDEAN, -2.5"})
  void convertsLuceneScoresBack(Similarity similarity, double expected) {
    VectorFunction function = VectorFunction.of(similarity);
    float luceneScore =
        switch (function) {
          case UNIT_DOT -> (float) ((1 + expected) / 2);
          case DOT -> (float) (expected < 0 ? 1 / (1 - expected) : expected + 1);
          case MINUS_DISTANCE -> (float) (1 / (1 + expected * expected));
        };

    assertThat(function.similarity(luceneScore)).isCloseTo(expected, within(1e-6));
  }
}
