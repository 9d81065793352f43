package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.TinyModel.EncodeCase;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of every kind, against values that numpy computed. */
class TinyModelsIT {
  private static final double TOLERANCE = 1e-5;

  @TempDir private static Path models;

  static List<TinyModel> dense() throws IOException {
    return TinyModel.ofKind("dense");
  }

  static List<TinyModel> refused() throws IOException {
    return TinyModel.refused();
  }

  private static SentenceEncoder open(TinyModel model) {
    return SentenceEncoders.load(
        model.folder().toString(), EncoderOptions.defaults().withModelsFolder(models));
  }

  @ParameterizedTest
  @MethodSource("dense")
  void vectorsEqualNumpys(TinyModel model) {
    try (SentenceEncoder encoder = open(model)) {
      assertThat(encoder.dimension()).isEqualTo(model.dimension());
      assertThat(encoder.model().maxTokens()).isEqualTo(model.maxTokens());
      List<EncodeCase> cases = model.cases(EncodeCase.class);
      assertThat(cases).isNotEmpty();
      double tolerance = model.golden().path("tolerance").asDouble(TOLERANCE);
      for (EncodeCase expected : cases) {
        if (expected.ofTokens()) {
          assertTokensEqual(encoder, expected, tolerance);
        } else {
          assertVectorsEqual(encoder, expected, tolerance);
        }
      }
    }
  }

  private static void assertVectorsEqual(
      SentenceEncoder encoder, EncodeCase expected, double tolerance) {
    List<String> texts = expected.texts();
    double[][] vectors = expected.textVectors();
    try (Embeddings actual = encoder.encode(texts, options(expected), Progress.NONE)) {
      for (int i = 0; i < texts.size(); i++) {
        assertEqual(tolerance, expected, texts.get(i), actual.vectors().copyRow(i), vectors[i]);
        if (expected.tokenIds() != null) {
          int tokens = actual.tokenCounts().get(i).tokens();
          int kept = Math.min(tokens, encoder.model().maxTokens());
          assertThat(kept)
              .as("tokens of '%s'", texts.get(i))
              .isEqualTo(expected.tokenIds().get(i).length);
        }
      }
    }
  }

  private static void assertTokensEqual(
      SentenceEncoder encoder, EncodeCase expected, double tolerance) {
    List<float[][]> actual = encoder.encodeTokens(expected.texts(), options(expected));
    double[][][] vectors = expected.tokenVectors();
    for (int i = 0; i < vectors.length; i++) {
      assertThat(actual.get(i)).hasDimensions(vectors[i].length, vectors[i][0].length);
      for (int token = 0; token < vectors[i].length; token++) {
        assertEqual(
            tolerance, expected, expected.texts().get(i), actual.get(i)[token], vectors[i][token]);
      }
    }
  }

  private static void assertEqual(
      double tolerance, EncodeCase origin, String text, float[] actual, double[] expected) {
    assertThat(actual).as("%s '%s'", origin.type(), text).hasSize(expected.length);
    for (int d = 0; d < expected.length; d++) {
      assertThat((double) actual[d])
          .as(
              "component %d, %s '%s', prompt %s %s",
              d, origin.type(), text, origin.promptName(), origin.prompt())
          .isCloseTo(expected[d], within(tolerance));
    }
  }

  private static EncodeOptions options(EncodeCase expected) {
    Integer cut = expected.truncateDim();
    EncodeOptions options = EncodeOptions.of(expected.inputType());
    options =
        expected.promptName() == null ? options : options.withPromptName(expected.promptName());
    options = expected.prompt() == null ? options : options.withPrompt(expected.prompt());
    options = cut == null ? options : options.withDimensions(cut);
    return expected.normalize() ? options.normalized() : options;
  }

  @ParameterizedTest
  @MethodSource("refused")
  void modulesThatCannotBeRunAreRefusedByName(TinyModel model) {
    Assertions.assertThatThrownBy(() -> open(model).close())
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE))
        .hasMessageContaining(model.folder().toString());
  }
}
