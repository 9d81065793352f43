package io.semblance.vectors.precision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same codes as numpy's, which src/test/fixtures/quantize.py computed. */
class QuantizedByNumpyTest {
  private record Case(
      String name,
      float[][] calibration,
      float[] min,
      float[] max,
      float[][] vectors,
      int[][] uint8,
      int[][] int8,
      float[][] decoded,
      int[][] ubinary,
      int[][] binary) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    try (InputStream json = QuantizedByNumpyTest.class.getResourceAsStream("/quantized.json")) {
      return List.of(new ObjectMapper().readValue(Objects.requireNonNull(json), Case[].class));
    }
  }

  private static CalibrationRanges ranges(Case expected) {
    try (EmbeddingMatrix calibration = EmbeddingMatrix.copyOf(expected.calibration())) {
      return CalibrationRanges.fit(calibration);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fitsTheSameRanges(Case expected) {
    assertThat(ranges(expected).min()).containsExactly(expected.min());
    assertThat(ranges(expected).max()).containsExactly(expected.max());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheSameCodes(Case expected) {
    int dimension = expected.min().length;

    assertThat(codes(Quantizer.uint8(ranges(expected)), expected)).isDeepEqualTo(expected.uint8());
    assertThat(codes(Quantizer.int8(ranges(expected)), expected)).isDeepEqualTo(expected.int8());
    assertThat(codes(Quantizer.ubinary(dimension), expected)).isDeepEqualTo(expected.ubinary());
    assertThat(codes(Quantizer.binary(dimension), expected)).isDeepEqualTo(expected.binary());
  }

  private static int[][] codes(Quantizer quantizer, Case expected) {
    int[][] codes = new int[expected.vectors().length][quantizer.codeBytes()];
    for (int row = 0; row < codes.length; row++) {
      byte[] bytes = quantizer.quantize(expected.vectors()[row]);
      assertThat(bytes).hasSize(quantizer.codeBytes());
      for (int i = 0; i < bytes.length; i++) {
        codes[row][i] = quantizer.precision().number(bytes[i]);
      }
    }
    return codes;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decodesToTheSameVectors(Case expected) {
    for (int row = 0; row < expected.vectors().length; row++) {
      float[] vector = expected.vectors()[row];
      for (Quantizer quantizer :
          List.of(Quantizer.uint8(ranges(expected)), Quantizer.int8(ranges(expected)))) {
        assertThat(quantizer.decode(quantizer.quantize(vector)))
            .containsExactly(expected.decoded()[row]);
      }
    }
  }
}
