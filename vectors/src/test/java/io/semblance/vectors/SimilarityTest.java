package io.semblance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimilarityTest {
  private static final float[] A = {3, 4};
  private static final float[] B = {4, -3};
  private static final float[] C = {6, 8};

  @Test
  void matchesValuesWorkedByHand() {
    assertThat(Similarity.COSINE.score(A, B)).isEqualTo(0f);
    assertThat(Similarity.COSINE.score(A, C)).isCloseTo(1f, within(1e-6f));
    assertThat(Similarity.DOT_PRODUCT.score(A, C)).isEqualTo(50f);
    assertThat(Similarity.EUCLIDEAN.score(A, C)).isEqualTo(-5f);
    assertThat(Similarity.MANHATTAN.score(A, B)).isEqualTo(-8f);
  }

  @ParameterizedTest
  @EnumSource
  void higherIsCloser(Similarity similarity) {
    float[] near = {3, 4.1f};

    assertThat(similarity.score(near, A)).isGreaterThan(similarity.score(near, B));
  }

  @Test
  void cosineWithTheZeroVectorIsZero() {
    assertThat(Similarity.COSINE.score(new float[2], A)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void matrixScoresEqualPairwiseScores(Similarity similarity) {
    float[][] rows = {A, B, C, new float[2]};
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      float[] scores = matrix.scores(similarity, C);

      for (int row = 0; row < rows.length; row++) {
        assertThat(scores[row]).isCloseTo(similarity.score(rows[row], C), within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void parsesItsOwnLabel(Similarity similarity) {
    assertThat(Similarity.fromLabel(similarity.label())).isSameAs(similarity);
  }

  @Test
  void rejectsUnknownLabelByRuleAndValue() {
    assertThatThrownBy(() -> Similarity.fromLabel("maxsim"))
        .isInstanceOfSatisfying(
            SemblanceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .hasMessage("similarity must be one of cosine, dot, euclidean, manhattan, got: maxsim");
  }

  @Test
  void rejectsDifferentLengths() {
    assertThatThrownBy(() -> Similarity.COSINE.score(A, new float[3]))
        .hasMessage("vectors must have the same dimension, got: 2 and 3");
  }
}
