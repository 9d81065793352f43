package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.TinyModel.EncodeCase;
import io.semblance.encoder.hub.HubAccess;
import io.semblance.encoder.hub.HubFixture;
import io.semblance.encoder.hub.HubOptions;
import io.semblance.encoder.hub.TestHub;
import io.semblance.encoder.hub.TestRepository;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One line loads a published model: by its id, from a real server, then without it. */
class HubLoadIT {
  @TempDir private Path temporary;
  private TestHub hub;
  private EncoderOptions options;

  @BeforeEach
  void startHub() {
    hub = new TestHub();
    HubOptions where = HubFixture.options(hub.endpoint(), temporary.resolve("hub"));
    options = EncoderOptions.ofHome(temporary).withHub(HubAccess.DEFAULT.withOptions(where));
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private TestRepository publish(TinyModel model) throws IOException {
    TestRepository repository = hub.model("tiny/" + model.name());
    try (Stream<Path> files = Files.walk(model.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = model.folder().relativize(file).toString();
        byte[] bytes = Files.readAllBytes(file);
        if (path.endsWith(".json")) {
          repository.put(path, bytes);
        } else {
          repository.putLarge(path, bytes);
        }
      }
    }
    return repository;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert-mean",
        "bert-old-names",
        "dense-chain",
        "external-data",
        "router",
        "asym",
        "static",
        "model2vec",
        "model2vec-plain",
        "word-weights",
        "bow",
        "no-modules"
      })
  void givesTheVectorsOfAModelThatWasPublished(String name) throws IOException {
    TinyModel model = TinyModel.named(name);
    TestRepository repository = publish(model);

    try (SentenceEncoder encoder = SentenceEncoders.load("tiny/" + name, options)) {
      assertThat(encoder.model().id()).isEqualTo("tiny/" + name);
      assertThat(encoder.model().source()).isEqualTo("tiny/" + name + "@" + repository.commit());
      assertGolden(encoder, model);
    }

    hub.forgetRequests();
    String pinned = "tiny/" + name + "@" + repository.commit();
    EncoderOptions offline = options.withHub(options.hub().withOffline(true));
    try (SentenceEncoder again = SentenceEncoders.load(pinned, options);
        SentenceEncoder cached = SentenceEncoders.load("tiny/" + name, offline)) {
      assertGolden(again, model);
      assertGolden(cached, model);
    }
    assertThat(hub.requests()).isEmpty();
  }

  private static void assertGolden(SentenceEncoder encoder, TinyModel model) {
    EncodeCase first = model.cases(EncodeCase.class).get(0);
    float[][] vectors = encoder.encode(first.texts(), first.inputType());
    for (int i = 0; i < vectors.length; i++) {
      for (int d = 0; d < vectors[i].length; d++) {
        assertThat((double) vectors[i][d])
            .as(first.texts().get(i))
            .isCloseTo(first.textVectors()[i][d], within(1e-5));
      }
    }
  }

  @Test
  void opensTheOtherKindsByTheirIdToo() throws IOException {
    publish(TinyModel.named("cross-encoder"));
    publish(TinyModel.named("splade-inference-free"));
    publish(TinyModel.named("clip"));

    try (Reranker reranker = Rerankers.load("tiny/cross-encoder", options);
        SparseEncoder sparse = SparseEncoders.load("tiny/splade-inference-free", options);
        ImageEncoder images = ImageEncoders.load("tiny/clip", options)) {
      assertThat(reranker.rank("the red planet", List.of("a cat", "mars"))).hasSize(2);
      assertThat(sparse.encode(List.of("the red planet"), InputType.QUERY)).hasSize(1);
      assertThat(images.texts().encode("the red planet", InputType.PLAIN)).isNotEmpty();
    }
  }

  @Test
  void aNameWithoutAnOrganisationIsNotLookedForOnTheNetwork() {
    assertThatThrownBy(() -> SentenceEncoders.load("all-mpnet-base-v2", options))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessageContaining("sentence-transformers/all-mpnet-base-v2");
    assertThat(hub.requests()).isEmpty();
  }

  @Test
  void aModelThatIsNowhereIsSaidToBe() {
    assertThatThrownBy(() -> SentenceEncoders.load("tiny/none", options))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessageContaining("unknown model 'tiny/none'")
        .hasMessageContaining("nor a folder");
  }

  @Test
  void builtInModelsNeedNoHub() {
    List<String> names = SentenceEncoders.builtInModels();

    try (SentenceEncoder encoder = SentenceEncoders.load(names.get(1), options)) {
      assertThat(encoder.dimension()).isEqualTo(256);
    }
    assertThat(hub.requests()).isEmpty();
  }
}
