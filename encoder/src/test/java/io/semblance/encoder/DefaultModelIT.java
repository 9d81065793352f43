package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.encoder.folder.TokenizerSettings;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in model, run for real. */
class DefaultModelIT {
  private static final float TOLERANCE = 1e-5f;

  @TempDir private static Path models;

  private static SentenceEncoder encoder;
  private static GoldenVectors golden;

  @BeforeAll
  static void load() throws IOException {
    encoder = SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2, options());
    golden = GoldenVectors.load();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static EncoderOptions options() {
    return EncoderOptions.defaults().withModelsFolder(models);
  }

  private static TokenizerSettings settings(Path tokenizer) {
    return new TokenizerSettings(tokenizer, encoder.model().maxTokens(), false, false, true);
  }

  @Test
  void vectorsEqualTransformersJs() {
    float[][] vectors = encoder.encode(golden.texts(), InputType.PLAIN);

    int compared = 0;
    double largest = 0;
    for (int i = 0; i < vectors.length; i++) {
      if (!GoldenVectors.TOKENIZED_UNLIKE_RUST.contains(i)) {
        assertThat(vectors[i])
            .as(golden.texts().get(i))
            .containsExactly(golden.vectors()[i], within(TOLERANCE));
        largest = Math.max(largest, largestDifference(vectors[i], golden.vectors()[i]));
        compared++;
      }
    }
    System.out.printf("%d golden texts, largest difference %.1e%n", compared, largest);
    assertThat(compared).isEqualTo(83);
  }

  private static double largestDifference(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElseThrow();
  }

  @Test
  void tokenIdsEqualTransformersJs() {
    List<TokenizedText> tokenized;
    Path tokenizer = encoder.model().folder().resolve("tokenizer.json");
    try (TextTokenizer own = TextTokenizer.open(settings(tokenizer), models)) {
      tokenized = own.tokenize(golden.texts());
    }

    for (int i = 0; i < tokenized.size(); i++) {
      if (!GoldenVectors.TOKENIZED_UNLIKE_RUST.contains(i)) {
        assertThat(tokenized.get(i).ids())
            .as(golden.texts().get(i))
            .isEqualTo(golden.tokenIds().get(i));
      }
    }
  }

  @Test
  void goldenTextsReachBeyondTheTokenizerFilesOwnLimit() {
    // tokenizer.json says 128 and pads to 128; both must not leak in.
    assertThat(golden.tokenIds().stream().filter(ids -> ids.length > 128)).hasSizeGreaterThan(7);
    assertThat(golden.tokenIds().stream().filter(ids -> ids.length < 20)).hasSizeGreaterThan(7);
  }

  @Test
  void cutsLongTextsAt256TokensKeepingTheClosingToken() {
    String text = "word ".repeat(1000);
    Path tokenizer = encoder.model().folder().resolve("tokenizer.json");
    try (TextTokenizer own = TextTokenizer.open(settings(tokenizer), models)) {
      TokenizedText cut = own.tokenize(List.of(text)).get(0);

      assertThat(cut.ids()).hasSize(256).startsWith(101).endsWith(102);
      assertThat(cut.count()).isEqualTo(new TokenCount(1002, true));
    }
  }

  @Test
  void reportsTokensAndTruncationOfEachText() {
    List<String> texts = List.of("one two three", "word ".repeat(254), "word ".repeat(255));

    try (Embeddings embeddings = encoder.encode(texts, InputType.PLAIN, Progress.NONE)) {
      assertThat(embeddings.tokenCounts())
          .containsExactly(
              new TokenCount(5, false), new TokenCount(256, false), new TokenCount(257, true));
      assertThat(embeddings.truncatedTexts()).isEqualTo(1);
    }
  }

  @Test
  void reproducesThePublishedRedPlanetScores() {
    float[] query = encoder.encode("Which planet is known as the Red Planet?", InputType.QUERY);
    float[][] documents =
        encoder.encode(
            List.of(
                "Venus is often called Earth's twin because of its similar size and proximity.",
                "Mars, known for its reddish appearance, is often referred to as the Red Planet.",
                "Jupiter, the largest planet in our solar system, has a prominent red spot.",
                "Saturn, famous for its rings, is sometimes mistaken for the Red Planet."),
            InputType.DOCUMENT);

    double[] expected = {.46371, .81205, .72828, .75051};
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) Similarity.COSINE.score(query, documents[i]))
          .isCloseTo(expected[i], within(0.002));
    }
  }

  @Test
  void aTextAloneEqualsTheTextInAMixedBatch() {
    float[][] together = encoder.encode(golden.texts(), InputType.PLAIN);

    for (int i = 0; i < together.length; i += 7) {
      float[] alone = encoder.encode(golden.texts().get(i), InputType.PLAIN);
      assertThat(alone).containsExactly(together[i], within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\t\n", "\u0000", "\ud800", "x\udc00y", "\u200b", "😀", "\ufffe"})
  void anyStringHasAUnitVector(String text) {
    assertThat(Vectors.norm(encoder.encode(text, InputType.PLAIN))).isCloseTo(1, within(1e-5f));
  }

  @Test
  void readsALoneSurrogateAsTheReplacementCharacter() {
    assertThat(encoder.encode("a\ud800b", InputType.PLAIN))
        .isEqualTo(encoder.encode("a\ufffdb", InputType.PLAIN));
  }

  @Test
  void takesAMegabyteOfText() {
    String text = "All work and no play makes for a dull day. ".repeat(25_000);

    try (Embeddings embeddings = encoder.encode(List.of(text), InputType.PLAIN, Progress.NONE)) {
      assertThat(embeddings.tokenCounts().get(0)).isEqualTo(new TokenCount(275_002, true));
    }
  }

  @Test
  void encodesNothingToNothing() {
    assertThat(encoder.encode(List.of(), InputType.PLAIN)).isEmpty();
  }

  @Test
  void reportsProgressThatNeverFalls() {
    List<Long> reported = new ArrayList<>();

    encoder.encode(golden.texts(), InputType.PLAIN, reported::add).close();

    assertThat(reported).isSorted().endsWith((long) golden.texts().size());
  }

  @Test
  void stopsWhenAskedTo() {
    AtomicLong done = new AtomicLong();
    Progress cancelAtOnce =
        new Progress() {
          @Override
          public void advancedTo(long count) {
            done.set(count);
          }

          @Override
          public boolean isCancelled() {
            return done.get() > 0;
          }
        };
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      texts.add("a text of some length, number " + i);
    }

    assertThatThrownBy(() -> encoder.encode(texts, InputType.PLAIN, cancelAtOnce))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    assertThat(done.get()).isLessThan(500);
  }

  @Test
  void manyThreadsGetTheSameVectorsAsOne() {
    float[][] alone = encoder.encode(golden.texts(), InputType.PLAIN);

    List<float[][]> together =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> encoder.encode(golden.texts(), InputType.PLAIN)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    for (float[][] vectors : together) {
      for (int i = 0; i < alone.length; i++) {
        assertThat(vectors[i]).containsExactly(alone[i], within(1e-6f));
      }
    }
  }

  @Test
  void refusesNullTextsByPosition() {
    assertThatThrownBy(() -> encoder.encode(Arrays.asList("a", null), InputType.PLAIN))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("texts.get(1) is null");
  }

  @Test
  void refusesWorkAfterClose() {
    SentenceEncoder closed = SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2, options());
    closed.close();
    closed.close();

    assertThatThrownBy(() -> closed.encode("x", InputType.PLAIN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void theReducedModelIsAUnitLengthProjectionOfTheExactOne() {
    try (SentenceEncoder reduced =
        SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2_256, options())) {
      assertThat(reduced.model().pipeline())
          .containsExactly(
              "Transformer(model.onnx, 384 wide)",
              "Pooling(mean)",
              "Normalize",
              "Dense(384 -> 256, identity)",
              "Normalize");
      float[][] full = encoder.encode(golden.texts().subList(0, 20), InputType.PLAIN);
      float[][] shorter = reduced.encode(golden.texts().subList(0, 20), InputType.PLAIN);

      for (int i = 1; i < full.length; i++) {
        assertThat(Vectors.norm(shorter[i])).isCloseTo(1, within(1e-5f));
        assertThat(Vectors.dot(shorter[i], shorter[0]))
            .isCloseTo(Vectors.dot(full[i], full[0]), within(0.08f));
      }
    }
  }

  @Test
  void describesItself() {
    ModelInfo model = encoder.model();

    assertThat(model.id()).isEqualTo("all-MiniLM-L6-v2");
    assertThat(model.dimension()).isEqualTo(384);
    assertThat(model.maxTokens()).isEqualTo(256);
    assertThat(model.similarity()).isEqualTo(Similarity.COSINE);
    assertThat(model.fingerprint()).matches("[0-9a-f]{64}");
    assertThat(SentenceEncoders.builtInModels())
        .containsExactlyElementsOf(BuiltInModel.all().stream().map(BuiltInModel::id).toList());
  }

  @Test
  void theUnpackedFolderLoadsAsAFolderToo() {
    try (SentenceEncoder folder =
        SentenceEncoders.load(encoder.model().folder().toString(), options())) {
      assertThat(folder.model().fingerprint()).isEqualTo(encoder.model().fingerprint());
      assertThat(folder.encode("the same", InputType.PLAIN))
          .containsExactly(encoder.encode("the same", InputType.PLAIN), within(1e-6f));
    }
  }
}
