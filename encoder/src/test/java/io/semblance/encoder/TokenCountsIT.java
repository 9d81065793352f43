package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.TinyModel.EncodeCase;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counting tokens without encoding, against what encoding counts and what numpy was given. */
class TokenCountsIT {
  @TempDir private static Path models;

  static List<TinyModel> withOneRoute() throws IOException {
    return dense().stream().filter(model -> !model.name().startsWith("router")).toList();
  }

  static List<TinyModel> dense() throws IOException {
    return TinyModel.ofKind("dense");
  }

  private static SentenceEncoder open(String model) {
    return SentenceEncoders.load(model, EncoderOptions.defaults().withModelsFolder(models));
  }

  private static SentenceEncoder open(TinyModel model) {
    return open(model.folder().toString());
  }

  /** What encoding counts, prompt and special tokens included. */
  private static int[] encoded(SentenceEncoder encoder, List<String> texts, EncodeOptions options) {
    try (Embeddings embeddings = encoder.encode(texts, options, Progress.NONE)) {
      return embeddings.tokenCounts().stream().mapToInt(TokenCount::tokens).toArray();
    }
  }

  private static List<String> difficult() {
    return List.of(
        "",
        " \n\t ",
        "cat \u0000 sat",
        "\u0000",
        "\uD83D",
        "cat\uDC00 sat \uD83D",
        "\u00a0the cat\u00a0",
        "[CLS] the cat [SEP] [sep] [PAD]",
        "The CAT's \"mat\"; 12,345.67!",
        "\u6771\u4eac\u90fd\u306f \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0645\u0631\u062d\u0628\u0627",
        "e\u0301".repeat(300),
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67".repeat(100),
        "cat".repeat(1000),
        "the cat sat ".repeat(500));
  }

  /** Model2vec cuts a text to 512 times the median length of its tokens, three letters here. */
  private static int charactersRead(TinyModel model) {
    return model.name().startsWith("model2vec") ? 512 * 3 : Integer.MAX_VALUE;
  }

  @ParameterizedTest
  @MethodSource("dense")
  void countsAndSpecialTokensAreWhatEncodingCounts(TinyModel model) {
    try (SentenceEncoder encoder = open(model)) {
      for (EncodeCase expected : model.cases(EncodeCase.class)) {
        InputType type = expected.inputType();
        EncodeOptions bare = EncodeOptions.of(type).withPrompt("");
        List<String> texts = new ArrayList<>(expected.texts());
        texts.addAll(difficult());
        texts.removeIf(text -> text.length() > charactersRead(model));
        int specialTokens = encoded(encoder, List.of(""), bare)[0];

        int[] counts = encoder.countTokens(texts, type);

        int[] sums = IntStream.of(counts).map(count -> count + specialTokens).toArray();
        assertThat(sums).isEqualTo(encoded(encoder, texts, bare));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withOneRoute")
  void roomForAPassageIsWhatSpecialTokensAndPromptLeave(TinyModel model) {
    try (SentenceEncoder encoder = open(model)) {
      for (EncodeCase expected : model.cases(EncodeCase.class)) {
        EncodeOptions plain = EncodeOptions.of(expected.inputType());
        int limit = model.maxTokens();
        int taken = encoded(encoder, List.of(""), plain)[0];

        assertThat(encoder.passageTokens(expected.inputType()))
            .isEqualTo(limit == ModelInfo.UNLIMITED ? limit : limit - taken);
      }
    }
  }

  @Test
  void defaultModelCountsLikeItEncodes() {
    try (SentenceEncoder encoder = open(SentenceEncoders.ALL_MINILM_L6_V2_256)) {
      int[] counts = encoder.countTokens(difficult(), InputType.DOCUMENT);

      assertThat(encoder.passageTokens(InputType.DOCUMENT)).isEqualTo(254);
      assertThat(IntStream.of(counts).map(count -> count + 2).toArray())
          .isEqualTo(encoded(encoder, difficult(), EncodeOptions.of(InputType.DOCUMENT)));
    }
  }

  @Test
  void manyTextsAreCountedAsOneIs() throws IOException {
    List<String> texts =
        IntStream.range(0, 20_000).mapToObj(i -> "the cat sat ".repeat(i % 11)).toList();
    try (SentenceEncoder encoder = open(TinyModel.named("bert-mean"))) {
      int three = encoder.countTokens(List.of("the cat sat"), InputType.PLAIN)[0];

      assertThat(encoder.countTokens(texts, InputType.PLAIN))
          .isEqualTo(IntStream.range(0, 20_000).map(i -> three * (i % 11)).toArray());
      assertThat(encoder.countTokens(List.of(), InputType.PLAIN)).isEmpty();
    }
  }

  @Test
  void aTextThatIsNotReadWholeCountsAsTooLong() throws IOException {
    try (SentenceEncoder encoder = open(TinyModel.named("model2vec"))) {
      String blanksAndAWord = " ".repeat(100_000) + "cat";

      assertThat(encoder.countTokens(List.of(blanksAndAWord), InputType.PLAIN)[0])
          .isGreaterThan(encoder.passageTokens(InputType.PLAIN));
    }
  }

  @Test
  void eachRouteHasItsOwnRoom() throws IOException {
    try (SentenceEncoder encoder = open(TinyModel.named("router"))) {
      assertThat(encoder.passageTokens(InputType.QUERY)).isEqualTo(ModelInfo.UNLIMITED);
      assertThat(encoder.passageTokens(InputType.DOCUMENT)).isEqualTo(30);
    }
  }

  @Test
  void aClosedEncoderCountsNothing() throws IOException {
    SentenceEncoder encoder = open(TinyModel.named("bert-mean"));
    encoder.close();

    assertThatThrownBy(() -> encoder.countTokens(List.of("cat"), InputType.PLAIN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
