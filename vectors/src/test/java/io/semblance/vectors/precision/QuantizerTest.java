package io.semblance.vectors.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Worked by hand. */
class QuantizerTest {
  private static final float[] EIGHT = {0.1f, -1, 0, 2, -3, 4, 5, -6};
  private static final CalibrationRanges UNIT = ranges(-1, 1);

  private static CalibrationRanges ranges(float min, float max) {
    return CalibrationRanges.of(new float[] {min}, new float[] {max}, 1000);
  }

  private static int number(Quantizer quantizer, float value) {
    return quantizer.precision().number(quantizer.quantize(new float[] {value})[0]);
  }

  @Test
  void packsTheFirstComponentIntoTheMostSignificantBit() {
    byte[] unsigned = Quantizer.ubinary(8).quantize(EIGHT);
    byte[] signed = Quantizer.binary(8).quantize(EIGHT);

    assertThat(Precision.UBINARY.number(unsigned[0])).isEqualTo(0b10010110).isEqualTo(150);
    assertThat(Precision.BINARY.number(signed[0])).isEqualTo(22);
  }

  @Test
  void fillsTheLastByteWithZerosOnTheRight() {
    float[] nine = Arrays.copyOf(EIGHT, 9);
    nine[8] = 1;

    assertThat(Quantizer.ubinary(9).quantize(nine))
        .containsExactly((byte) 0b10010110, (byte) 0b10000000);
    assertThat(Quantizer.binary(9).quantize(nine)).containsExactly(22, 0);
  }

  @Test
  void zeroAndNaNAreNoBit() {
    float[] vector = {0, -0f, Float.NaN, Float.MIN_VALUE, Float.POSITIVE_INFINITY};

    assertThat(Quantizer.ubinary(5).quantize(vector)).containsExactly(0b00011000);
  }

  @Test
  void roundsDownAsSentenceTransformersDoesSince57() {
    Quantizer quantizer = Quantizer.int8(ranges(0, 1));

    assertThat(number(quantizer, 0.5f)).isEqualTo(-1);
    assertThat(number(quantizer, 0.001f)).isEqualTo(-128);
    assertThat(number(quantizer, 0)).isEqualTo(-128);
    assertThat(number(Quantizer.int8(ranges(0, 255)), 255)).isEqualTo(127);
  }

  /** In float32, 1 / (1 / 255) is below 255; NumPy rounds it down too. */
  @Test
  void theLargestValueMayFallOneCodeShort() {
    assertThat(number(Quantizer.uint8(ranges(0, 1)), 1)).isEqualTo(254);
  }

  @Test
  void clipsWhatIsOutOfRange() {
    assertThat(number(Quantizer.uint8(UNIT), 5)).isEqualTo(255);
    assertThat(number(Quantizer.uint8(UNIT), -5)).isZero();
    assertThat(number(Quantizer.int8(UNIT), Float.POSITIVE_INFINITY)).isEqualTo(127);
    assertThat(number(Quantizer.int8(UNIT), Float.NEGATIVE_INFINITY)).isEqualTo(-128);
    assertThat(number(Quantizer.uint8(UNIT), Float.NaN)).isZero();
  }

  @Test
  void aRangeWithoutWidthHasStepsOfOne() {
    Quantizer quantizer = Quantizer.uint8(ranges(0.5f, 0.5f));

    assertThat(IntStream.of(0, 1, 3, 300).map(x -> number(quantizer, x + 0.75f)))
        .containsExactly(0, 1, 3, 255);
    assertThat(quantizer.decode(new byte[] {3})).containsExactly(3.5f);
  }

  @Test
  void decodesToTheLowerEndOfAStep() {
    assertThat(Quantizer.uint8(ranges(-1, 254)).decode(new byte[] {0})).containsExactly(-1);
    assertThat(Quantizer.uint8(ranges(-1, 254)).decode(new byte[] {-1})).containsExactly(254);
    assertThat(Quantizer.int8(ranges(-1, 254)).decode(new byte[] {-128})).containsExactly(-1);
    assertThat(Quantizer.int8(ranges(-1, 254)).decode(new byte[] {127})).containsExactly(254);
  }

  @Test
  void bitsStandForOneAndMinusOne() {
    float[] signs = {1, -1, -1, 1, -1, 1, 1, -1};

    assertThat(Quantizer.ubinary(8).decode(new byte[] {(byte) 150})).containsExactly(signs);
    assertThat(Quantizer.binary(8).decode(new byte[] {22})).containsExactly(signs);
  }

  @Test
  void comparesBitsByHammingDistance() {
    BinaryQuantizer quantizer = Quantizer.binary(9);
    byte[] a = quantizer.quantize(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1});
    byte[] b = quantizer.quantize(new float[] {1, -1, 1, 1, 1, 1, 1, 1, -1});

    assertThat(quantizer.hammingDistance(a, a)).isZero();
    assertThat(quantizer.hammingDistance(a, b)).isEqualTo(2);
    assertThat(quantizer.similarity(a, b)).isEqualTo(5f / 9);
    assertThat(quantizer.similarity(a, quantizer.quantize(new float[9]))).isEqualTo(-1);
  }

  @Test
  void rescoresAnExactQueryAgainstWhatCodesStandFor() {
    CalibrationRanges ranges =
        CalibrationRanges.of(new float[] {0, -1}, new float[] {255, 254}, 1000);

    assertThat(Quantizer.uint8(ranges).rescore(new float[] {2, 10}, new byte[] {7, 4}))
        .isEqualTo(2 * 7 + 10 * 3);
    assertThat(Quantizer.ubinary(3).rescore(new float[] {2, 3, 10}, new byte[] {(byte) 0b10100000}))
        .isEqualTo(2 - 3 + 10);
  }

  @Test
  void refusesOtherLengthsAndPrecisions() {
    assertThatThrownBy(() -> Quantizer.int8(UNIT).quantize(new float[2]))
        .hasMessage("dimension mismatch: quantizer has 1, vector has 2");
    assertThatThrownBy(() -> Quantizer.binary(9).decode(new byte[1]))
        .hasMessage("codes must have 2 bytes, got: 1");
    assertThatThrownBy(() -> Quantizer.binary(9).rescore(new float[8], new byte[2]))
        .hasMessage("dimension mismatch: quantizer has 9, vector has 8");
    assertThatThrownBy(() -> Quantizer.binary(0))
        .hasMessage("dimension must be at least 1, got: 0");
    assertThatThrownBy(() -> new ScalarQuantizer(Precision.BINARY, UNIT))
        .hasMessage("a byte a component is int8 or uint8, got: binary");
    assertThatThrownBy(() -> new BinaryQuantizer(Precision.INT8, 8))
        .hasMessage("a bit a component is binary or ubinary, got: int8");
    assertThatThrownBy(() -> Precision.fromLabel("int4"))
        .hasMessage("precision must be one of float32, int8, uint8, binary, ubinary, got: int4");
  }

  @Test
  void labelsAreReadBack() {
    assertThat(Precision.values())
        .allMatch(precision -> Precision.fromLabel(precision.label()) == precision);
  }
}
