package io.semblance.encoder.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PoolingTest {
  private static final Offset<Float> ROUNDING = within(1e-6f);

  /** Two texts of three positions, two wide; the second text has one token, then padding. */
  private static final TokenEmbeddings TOKENS =
      new TokenEmbeddings(
          new float[] {1, -2, 3, 4, 5, -6, 7, 8, 99, 99, 99, 99},
          new byte[] {1, 1, 1, 1, 0, 0},
          2,
          3,
          2);

  @Test
  void meanLeavesPaddingOut() {
    assertThat(pooled(PoolingMode.MEAN)[0]).containsExactly(new float[] {3, -4f / 3}, ROUNDING);
    assertThat(pooled(PoolingMode.MEAN)[1]).containsExactly(7, 8);
  }

  @Test
  void clsTakesTheFirstToken() {
    assertThat(pooled(PoolingMode.CLS)[0]).containsExactly(1, -2);
  }

  @Test
  void maxLeavesPaddingOut() {
    assertThat(pooled(PoolingMode.MAX)[0]).containsExactly(5, 4);
    assertThat(pooled(PoolingMode.MAX)[1]).containsExactly(7, 8);
  }

  @Test
  void meanSqrtLenDividesByTheRootOfTheCount() {
    float root = (float) Math.sqrt(3);
    assertThat(pooled(PoolingMode.MEAN_SQRT_LEN)[0])
        .containsExactly(new float[] {9 / root, -4 / root}, ROUNDING);
  }

  @Test
  void clsUnderLeftPaddingTakesTheFirstRealToken() {
    TokenEmbeddings left =
        new TokenEmbeddings(new float[] {9, 1, 2}, new byte[] {0, 1, 1}, 1, 3, 1);

    assertThat(Pooling.by(PoolingMode.CLS).apply(left, 0)[0]).containsExactly(1);
  }

  @Test
  void aTextWithoutTokensGivesZeroForMeanAndMinusInfinityForMax() {
    TokenEmbeddings none = new TokenEmbeddings(new float[] {9, 9}, new byte[] {0, 0}, 1, 2, 1);

    assertThat(Pooling.by(PoolingMode.MEAN).apply(none, 0)[0]).containsExactly(0);
    assertThat(Pooling.by(PoolingMode.MAX).apply(none, 0)[0])
        .containsExactly(Float.NEGATIVE_INFINITY);
  }

  @Test
  void severalModesAreConcatenatedInOrder() {
    Pooling pooling = new Pooling(List.of(PoolingMode.MAX, PoolingMode.CLS), true);

    assertThat(pooling.apply(TOKENS, 0)[0]).containsExactly(5, 4, 1, -2);
    assertThat(pooling.dimension(2)).isEqualTo(4);
    assertThat(pooling.describe()).isEqualTo("Pooling(max+cls)");
  }

  private static float[][] pooled(PoolingMode mode) {
    return Pooling.by(mode).apply(TOKENS, 0);
  }
}
