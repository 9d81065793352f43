package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cross-encoders against values that numpy computed. */
class RerankerIT {
  @TempDir private static Path models;
  @TempDir private Path temporary;

  /** One query with its documents; {@code scores} holds one number a document, or one a label. */
  record RankCase(
      String query,
      List<String> documents,
      List<long[]> tokenIds,
      List<long[]> typeIds,
      JsonNode scores) {
    List<TextPair> pairs() {
      return documents.stream().map(document -> new TextPair(query, document)).toList();
    }
  }

  static List<TinyModel> rerankers() throws IOException {
    return TinyModel.ofKind("reranker");
  }

  private static EncoderOptions options() {
    return EncoderOptions.defaults().withModelsFolder(models);
  }

  private static Reranker open(String name) throws IOException {
    return Rerankers.load(TinyModel.named(name).folder().toString(), options());
  }

  @ParameterizedTest
  @MethodSource("rerankers")
  void scoresEqualNumpys(TinyModel model) {
    try (Reranker reranker = Rerankers.load(model.folder().toString(), options())) {
      assertThat(reranker.model().maxTokens()).isEqualTo(model.maxTokens());
      assertThat(reranker.model().labels()).hasSize(model.golden().path("labels").asInt());
      for (RankCase expected : model.cases(RankCase.class)) {
        PairScores scores =
            reranker.predict(expected.pairs(), RerankOptions.DEFAULT, Progress.NONE);

        for (int i = 0; i < expected.documents().size(); i++) {
          JsonNode row = expected.scores().get(i);
          for (int label = 0; label < scores.scores()[i].length; label++) {
            double value = row.isArray() ? row.get(label).asDouble() : row.asDouble();
            assertThat((double) scores.scores()[i][label])
                .as("%s, document %d", model, i)
                .isCloseTo(value, within(model.tolerance()));
          }
          int kept = Math.min(scores.tokenCounts().get(i).tokens(), model.maxTokens());
          assertThat(kept).isEqualTo(expected.tokenIds().get(i).length);
        }
      }
    }
  }

  @Test
  void ranksByScoreAndThenByPosition() throws IOException {
    RankCase expected = TinyModel.named("cross-encoder").cases(RankCase.class).get(0);
    List<String> documents = new ArrayList<>(expected.documents());
    documents.addAll(expected.documents());
    int half = expected.documents().size();
    List<Integer> order =
        IntStream.range(0, 2 * half)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -expected.scores().get(i % half).asDouble()))
            .toList();

    try (Reranker reranker =
        Rerankers.load(
            TinyModel.named("cross-encoder").folder().toString(),
            options().withBatchInvariant(true))) {
      assertThat(reranker.rank(expected.query(), documents))
          .extracting(Ranked::document)
          .containsExactlyElementsOf(order);
      assertThat(
              reranker.rank(expected.query(), documents, 3, RerankOptions.DEFAULT, Progress.NONE))
          .extracting(Ranked::document)
          .containsExactlyElementsOf(order.subList(0, 3));
    }
  }

  @Test
  void tellsWhichPairsWereCut() throws IOException {
    try (Reranker reranker = open("cross-encoder")) {
      PairScores scores =
          reranker.predict(
              List.of(
                  new TextPair("cat", "dog"),
                  new TextPair("cat", "the ".repeat(13)),
                  new TextPair("cat", "the ".repeat(12)),
                  new TextPair("the ".repeat(700_000), "the ".repeat(700_000))),
              RerankOptions.DEFAULT,
              Progress.NONE);

      assertThat(scores.tokenCounts())
          .containsExactly(
              new TokenCount(5, false),
              new TokenCount(17, true),
              new TokenCount(16, false),
              new TokenCount(1_400_003, true));
      assertThat(scores.truncatedPairs()).isEqualTo(2);
    }
  }

  @Test
  void scalesAreTheSameLogitsInOtherWords() throws IOException {
    List<TextPair> pairs = List.of(new TextPair("cat", "the cat sat"), new TextPair("", "dog"));
    try (Reranker reranker = open("cross-encoder-3-labels")) {
      float[][] logits = predict(reranker, pairs, ScoreScale.LOGIT);
      float[][] sigmoid = predict(reranker, pairs, ScoreScale.SIGMOID);
      float[][] softmax = predict(reranker, pairs, ScoreScale.SOFTMAX);

      for (int pair = 0; pair < pairs.size(); pair++) {
        double sum = 0;
        for (float logit : logits[pair]) {
          sum += Math.exp(logit);
        }
        for (int label = 0; label < 3; label++) {
          double logit = logits[pair][label];
          assertThat((double) sigmoid[pair][label])
              .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-6));
          assertThat((double) softmax[pair][label]).isCloseTo(Math.exp(logit) / sum, within(1e-6));
        }
      }
    }
  }

  private static float[][] predict(Reranker reranker, List<TextPair> pairs, ScoreScale scale) {
    return reranker.predict(pairs, RerankOptions.DEFAULT.withScale(scale), Progress.NONE).scores();
  }

  @Test
  void manyPairsOfAnyTextAreScoredAsOneByOne() throws IOException {
    List<TextPair> pairs = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      pairs.add(new TextPair("cat \ud800", "the dog ".repeat(i % 9) + "\udc00"));
    }
    try (Reranker reranker = open("cross-encoder-logits")) {
      float[][] together = reranker.predict(pairs);
      for (int kind = 0; kind < 9; kind++) {
        float alone = reranker.predict(List.of(pairs.get(kind)))[0][0];
        for (int i = kind; i < together.length; i += 9) {
          assertThat(together[i][0]).isCloseTo(alone, within(1e-5f));
        }
      }
    }
  }

  @Test
  void aPromptComesBeforeTheFirstTextOnly() throws IOException {
    try (Reranker reranker = open("cross-encoder-settings")) {
      RerankOptions none = RerankOptions.DEFAULT.withPrompt("");
      List<TextPair> plain = List.of(new TextPair("cat", "dog"));
      List<TextPair> prompted = List.of(new TextPair("search: cat", "dog"));

      assertThat(reranker.predict(plain))
          .isDeepEqualTo(reranker.predict(prompted, none, Progress.NONE).scores());
      assertThatThrownBy(
              () ->
                  reranker.predict(
                      plain, RerankOptions.DEFAULT.withPromptName("no"), Progress.NONE))
          .isInstanceOf(SemblanceException.class)
          .hasMessageContaining("prompt name 'no' must be one of")
          .hasMessageContaining("ask");
    }
  }

  @Test
  void severalLabelsAreNothingToRankBy() throws IOException {
    try (Reranker reranker = open("cross-encoder-3-labels")) {
      assertThatThrownBy(() -> reranker.rank("cat", List.of("dog")))
          .isInstanceOfSatisfying(
              SemblanceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
          .hasMessageContaining("one label")
          .hasMessageContaining("LABEL_2");
    }
  }

  @Test
  void noDocumentsAreRankedAsNone() throws IOException {
    try (Reranker reranker = open("cross-encoder")) {
      assertThat(reranker.rank("cat", List.of())).isEmpty();
    }
  }

  @Test
  void stopsWhenAsked() throws IOException {
    Progress impatient =
        new Progress() {
          @Override
          public void advancedTo(long done) {
            assertThat(done).isPositive();
          }

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    try (Reranker reranker = open("cross-encoder")) {
      assertThatThrownBy(
              () -> reranker.rank("cat", List.of("dog"), 1, RerankOptions.DEFAULT, impatient))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }

  @Test
  void aClosedRerankerSaysSo() throws IOException {
    Reranker reranker = open("cross-encoder");
    reranker.close();
    reranker.close();

    assertThatThrownBy(() -> reranker.rank("cat", List.of("dog")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void aModelOfAnotherKindIsNamedWithWhatOpensIt() throws IOException {
    assertThatThrownBy(() -> open("bert-mean"))
        .hasMessageContaining("is a sentence encoder, not a cross-encoder")
        .hasMessageContaining("SentenceEncoders.load");
    assertThatThrownBy(
            () ->
                SentenceEncoders.load(
                    TinyModel.named("cross-encoder").folder().toString(), options()))
        .hasMessageContaining("is a cross-encoder, not a sentence encoder")
        .hasMessageContaining("semblance rerank");
  }

  @Test
  void aGenerativeRerankerIsRefusedByName() throws IOException {
    Path folder = copyOf("cross-encoder-settings");
    Files.writeString(
        folder.resolve("modules.json"),
        """
        [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.base.modules.transformer.Transformer"},
         {"idx": 1, "name": "1", "path": "1_LogitScore",
          "type": "sentence_transformers.cross_encoder.modules.logit_score.LogitScore"}]
        """);

    assertThatThrownBy(() -> Rerankers.load(folder.toString(), options()))
        .hasMessageContaining("is a generative reranker");
  }

  @Test
  void labelsThatTheGraphDoesNotGiveAreRefused() throws IOException {
    Path folder = copyOf("cross-encoder");
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"0\": \"LABEL_0\"", "\"0\": \"LABEL_0\", \"1\": \"LABEL_1\""));

    assertThatThrownBy(() -> Rerankers.load(folder.toString(), options()))
        .hasMessageContaining("has 2 labels in config.json, but its graph gives 1");
  }

  private Path copyOf(String name) throws IOException {
    Path source = TinyModel.named(name).folder();
    Path target = temporary.resolve(name);
    try (Stream<Path> walk = Files.walk(source)) {
      for (Path path : walk.toList()) {
        Files.copy(path, target.resolve(source.relativize(path).toString()));
      }
    }
    return target;
  }
}
