package io.semblance.encoder.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.error.SemblanceException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Worked by hand from the kernels' formulas. */
class ResizerTest {
  /** A grey picture of one row. */
  private static Rgb grey(int... values) {
    byte[] row = new byte[3 * values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (byte) values[i / 3];
    }
    return new Rgb(values.length, new byte[][] {row});
  }

  private static int[] red(Rgb picture) {
    byte[] row = picture.rows()[0];
    int[] values = new int[picture.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row[3 * i] & 0xff;
    }
    return values;
  }

  private static int[] resized(Resampling kernel, int width, int... values) {
    return red(new Resizer(kernel).resize(grey(values), width, 1));
  }

  @Test
  void bilinearToHalfWeighsFourNeighboursOneThreeThreeOne() {
    // centre 2 of output 1 of 2; distances -1.5, -0.5, 0.5, 1.5 over 2: 1/4, 3/4, 3/4, 1/4 of 2
    assertThat(resized(Resampling.BILINEAR, 1, 0, 80)).containsExactly(40);
    assertThat(resized(Resampling.BILINEAR, 2, 0, 0, 80, 160))
        .containsExactly(Math.round(80 * 1 / 7f), Math.round((80 * 3 + 160 * 3) / 7f));
  }

  @Test
  void bicubicToDoubleOvershootsAndIsCut() {
    // distances 0.25, 0.75, 1.25, 1.75 of a = -0.5: 0.8672, 0.2266, -0.0703, -0.0234
    double near = 0.8671875;
    double next = 0.2265625;
    double far = -0.0703125;
    double farthest = -0.0234375;
    double sum = near + next + far + farthest;
    assertThat(sum).isCloseTo(1, within(1e-12));

    int[] wide = resized(Resampling.BICUBIC, 8, 0, 100, 200, 200);

    // output 3 has its centre at 1.75: pixels 0 to 3 at 1.25, 0.25, 0.75, 1.75
    assertThat(wide[3]).isEqualTo((int) Math.floor(100 * near + 200 * next + 200 * farthest + 0.5));
    // output 5 at 2.75: pixels 1 to 3 at 1.25, 0.25, 0.75; the fourth would be outside
    double inside = far + near + next;
    assertThat(wide[5])
        .isEqualTo((int) Math.floor((100 * far + 200 * (near + next)) / inside + 0.5));
    // 200 * 255 / 255 overshoots above 255 at an edge between 0 and 255
    assertThat(resized(Resampling.BICUBIC, 8, 0, 0, 255, 255)).contains(255).contains(0);
  }

  @Test
  void boxIsTheMean() {
    assertThat(resized(Resampling.BOX, 2, 0, 10, 20, 255, 255, 255)).containsExactly(10, 255);
  }

  @Test
  void nearestTakesTheMiddle() {
    assertThat(resized(Resampling.NEAREST, 2, 1, 2, 3, 4)).containsExactly(2, 4);
    assertThat(resized(Resampling.NEAREST, 6, 1, 2, 3)).containsExactly(1, 1, 2, 2, 3, 3);
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void anEvenPictureStaysAsItIs(Resampling kernel) {
    int[] even = new int[37];
    Arrays.fill(even, 173);

    assertThat(resized(kernel, 11, even)).containsOnly(173);
    assertThat(resized(kernel, 90, even)).containsOnly(173);
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void columnsAreResizedAsRows(Resampling kernel) {
    int[] values = {3, 250, 17, 90, 90, 4, 201};
    byte[][] column = new byte[values.length][3];
    for (int y = 0; y < values.length; y++) {
      Arrays.fill(column[y], (byte) values[y]);
    }

    Rgb tall = new Resizer(kernel).resize(new Rgb(1, column), 1, 4);

    int[] wide = resized(kernel, 4, values);
    for (int i = 0; i < 4; i++) {
      assertThat(tall.rows()[i][1] & 0xff).isEqualTo(wide[i]);
    }
  }

  @Test
  void lanczosAndHammingFollowTheirFormulas() {
    assertThat(Resampling.LANCZOS.weight(0)).isEqualTo(1);
    assertThat(Resampling.LANCZOS.weight(1.5))
        .isCloseTo(Math.sin(1.5 * Math.PI) / (1.5 * Math.PI) * (2 / Math.PI), within(1e-12));
    assertThat(Resampling.LANCZOS.weight(3)).isZero();
    assertThat(Resampling.HAMMING.weight(0.5)).isCloseTo(2 / Math.PI * 0.54, within(1e-12));
    assertThat(Resampling.HAMMING.weight(1)).isZero();
  }

  @Test
  void anUnknownKernelIsRefused() {
    assertThatThrownBy(() -> Resampling.ofCode(6))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("3 (BICUBIC)")
        .hasMessageContaining("got: 6");
  }

  @Test
  void theMiddleIsCutOutAndFilledUpWithBlack() {
    assertThat(red(grey(1, 2, 3, 4, 5).centre(2, 1))).containsExactly(2, 3);
    assertThat(red(grey(1, 2, 3).centre(6, 1))).containsExactly(0, 0, 1, 2, 3, 0);
    Rgb tall = grey(9).centre(1, 4);
    assertThat(tall.rows()).hasDimensions(4, 3);
    assertThat(tall.rows()[2][0]).isEqualTo((byte) 9);
    assertThat(tall.rows()[1][0]).isZero();
  }
}
