package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.TinyModel.EncodeCase;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sparse encoders against values that numpy computed. */
class SparseEncoderIT {
  @TempDir private static Path models;
  @TempDir private Path temporary;

  static List<TinyModel> sparse() throws IOException {
    return TinyModel.ofKind("sparse");
  }

  private static EncoderOptions options() {
    return EncoderOptions.defaults().withModelsFolder(models);
  }

  private static SparseEncoder open(Path folder) {
    return SparseEncoders.load(folder.toString(), options());
  }

  private static SparseEncoder open(String name) throws IOException {
    return open(TinyModel.named(name).folder());
  }

  @ParameterizedTest
  @MethodSource("sparse")
  void vectorsEqualNumpys(TinyModel model) {
    try (SparseEncoder encoder = open(model.folder())) {
      assertThat(encoder.dimension()).isEqualTo(model.dimension());
      assertThat(encoder.model().maxTokens()).isEqualTo(model.maxTokens());
      assertThat(encoder.model().similarity()).isEqualTo(Similarity.DOT_PRODUCT);
      List<EncodeCase> cases = model.cases(EncodeCase.class);
      assertThat(cases).isNotEmpty();
      for (EncodeCase expected : cases) {
        SparseEmbeddings actual =
            encoder.encode(expected.texts(), SparseOptions.of(expected.inputType()), Progress.NONE);

        for (int i = 0; i < expected.texts().size(); i++) {
          assertEqual(expected.vectors().get(i), actual.vectors().get(i), model.tolerance());
          int tokens = actual.tokenCounts().get(i).tokens();
          assertThat(Math.min(tokens, model.maxTokens()))
              .isEqualTo(expected.tokenIds().get(i).length);
        }
      }
    }
  }

  /** A component that rounding makes zero on one side may be missing there. */
  private static void assertEqual(JsonNode expected, SparseVector actual, double tolerance) {
    double[] dense = new double[actual.dimension()];
    for (int i = 0; i < expected.get("indices").size(); i++) {
      dense[expected.get("indices").get(i).asInt()] = expected.get("values").get(i).asDouble();
    }
    for (int i = 0; i < actual.size(); i++) {
      int index = actual.indices()[i];
      assertThat((double) actual.values()[i]).isCloseTo(dense[index], within(tolerance));
      dense[index] = 0;
    }
    for (double missing : dense) {
      assertThat(missing).isCloseTo(0, within(tolerance));
    }
  }

  @Test
  void termsAreTheTokensOfTheHeaviestComponents() throws IOException {
    try (SparseEncoder encoder = open("splade-inference-free")) {
      SparseVector query = encoder.encode("cat on the cat", InputType.QUERY);

      assertThat(encoder.hasTerms()).isTrue();
      List<Term> terms = encoder.topTerms(query, 10);
      assertThat(terms).extracting(Term::text).containsExactlyInAnyOrder("cat", "on", "the");
      assertThat(terms).extracting(term -> -term.weight()).isSorted();
      assertThat(encoder.topTerms(query, 1)).containsExactly(terms.get(0));
    }
  }

  @Test
  void learnedDirectionsHaveNoTerms() throws IOException {
    try (SparseEncoder encoder = open("csr")) {
      SparseVector vector = encoder.encode("cat", InputType.PLAIN);

      assertThat(encoder.hasTerms()).isFalse();
      assertThatThrownBy(() -> encoder.topTerms(vector, 3))
          .isInstanceOf(SemblanceException.class)
          .hasMessageContaining("over learned directions");
    }
  }

  @Test
  void theLargestComponentsAreKept() throws IOException {
    try (SparseEncoder encoder = open("splade")) {
      SparseVector whole = encoder.encode("the cat sat", InputType.PLAIN);
      SparseVector cut =
          encoder
              .encode(
                  List.of("the cat sat"),
                  SparseOptions.of(InputType.PLAIN).withMaxActive(5),
                  Progress.NONE)
              .vectors()
              .get(0);

      assertThat(cut.size()).isEqualTo(5);
      assertThat(cut.top(5)).isEqualTo(whole.top(5));
    }
  }

  @Test
  void queriesOfAnInferenceFreeModelNeedNoNetwork() throws IOException {
    try (SparseEncoder encoder = open("splade-inference-free")) {
      SparseVector query = encoder.encode("the cat", InputType.QUERY);
      SparseVector document = encoder.encode("the cat sat on the mat", InputType.DOCUMENT);

      assertThat(query.size()).isEqualTo(2);
      assertThat(query.dimension()).isEqualTo(document.dimension());
      assertThat(encoder.model().pipeline().get(0))
          .isEqualTo("queries: SparseStaticEmbedding(44 wide)");
    }
  }

  @Test
  void weightsByTokenAreAsGoodAsATensor() throws IOException {
    Path folder = copyOf("splade-inference-free");
    Path query = folder.resolve("query_0_SparseStaticEmbedding");
    Files.delete(query.resolve("model.safetensors"));
    Files.writeString(query.resolve("config.json"), "{\"frozen\": true, \"path\": \"idf.json\"}");
    Files.writeString(
        query.resolve("idf.json"), "{\"cat\": 2.5, \"the\": 0.25, \"no such token\": 9}");

    try (SparseEncoder encoder = open(folder)) {
      SparseVector vector = encoder.encode("The CAT sat", InputType.QUERY);

      assertThat(encoder.topTerms(vector, 9))
          .containsExactly(new Term("cat", 2.5f), new Term("the", 0.25f));
    }
  }

  @Test
  void aMaskedLanguageModelAloneIsReadAsSplade() throws IOException {
    Path folder = copyOf("splade");
    Files.delete(folder.resolve("modules.json"));
    Files.delete(folder.resolve("config_sentence_transformers.json"));

    try (SparseEncoder plain = open(folder);
        SparseEncoder listed = open("splade")) {
      assertThat(plain.encode("the cat", InputType.PLAIN))
          .isEqualTo(listed.encode("the cat", InputType.PLAIN));
    }
  }

  @Test
  void manyTextsAreEncodedAsOneByOne() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      texts.add("the dog ".repeat(i % 7));
    }
    try (SparseEncoder encoder = open("splade-old")) {
      List<SparseVector> together = encoder.encode(texts, InputType.PLAIN);
      for (int kind = 0; kind < 7; kind++) {
        SparseVector alone = encoder.encode(texts.get(kind), InputType.PLAIN);
        for (int i = kind; i < texts.size(); i += 7) {
          assertThat(together.get(i).dot(alone)).isCloseTo(alone.dot(alone), within(1e-3f));
        }
      }
      assertThat(encoder.encode(List.of(), InputType.PLAIN)).isEmpty();
    }
  }

  @Test
  void aModelOfAnotherKindIsNamedWithWhatOpensIt() throws IOException {
    assertThatThrownBy(() -> open("bert-mean"))
        .hasMessageContaining("is a sentence encoder, not a sparse encoder");
    assertThatThrownBy(
            () -> SentenceEncoders.load(TinyModel.named("splade").folder().toString(), options()))
        .hasMessageContaining("is a sparse encoder, not a sentence encoder")
        .hasMessageContaining("semblance encode-sparse");
  }

  @Test
  void anUnknownPoolingStrategyIsRefused() throws IOException {
    Path folder = copyOf("splade");
    Files.writeString(
        folder.resolve("1_SpladePooling/config.json"), "{\"pooling_strategy\": \"median\"}");

    assertThatThrownBy(() -> open(folder))
        .hasMessageContaining("pooling_strategy 'median', must be max or sum");
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
