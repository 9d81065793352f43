package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.TinyModel.EncodeCase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected values are whole: a test that walks them misses nothing. */
class TinyModelTest {
  @Test
  void everyModelIsOfAKnownKindOrRefused() throws IOException {
    assertThat(TinyModel.all())
        .hasSizeGreaterThan(50)
        .extracting(TinyModel::kind)
        .containsOnly("dense", "sparse", "reranker", "image", "");
    assertThat(TinyModel.refused())
        .extracting(TinyModel::name)
        .containsExactly("cnn", "custom-module", "lstm", "weighted-layer-pooling");
  }

  @Test
  void everyTextOfADenseModelHasItsTokensAndItsVector() throws IOException {
    for (TinyModel model : TinyModel.ofKind("dense")) {
      List<EncodeCase> cases = model.cases(EncodeCase.class);
      assertThat(cases).as(model.name()).isNotEmpty();
      for (EncodeCase texts : cases) {
        assertThat(texts.tokenIds()).as(model.name()).hasSameSizeAs(texts.texts());
        assertThat(texts.tokenIds()).allMatch(ids -> ids.length <= model.maxTokens());
        assertThat(texts.vectors()).as(model.name()).hasSameSizeAs(texts.texts());
      }
    }
  }

  @Test
  void vectorsAreAsWideAsTheModelSays() throws IOException {
    for (TinyModel model : TinyModel.ofKind("dense")) {
      for (EncodeCase texts : model.cases(EncodeCase.class)) {
        if (texts.truncateDim() == null && !texts.ofTokens()) {
          assertThat(texts.textVectors())
              .as(model.name())
              .hasDimensions(texts.texts().size(), model.dimension());
        }
      }
    }
  }

  @Test
  void tokenVectorsAreOneForEachToken() throws IOException {
    for (EncodeCase texts : TinyModel.named("bert-mean").cases(EncodeCase.class)) {
      if (texts.ofTokens()) {
        for (int i = 0; i < texts.texts().size(); i++) {
          int tokens = texts.tokenIds().get(i).length;
          assertThat(texts.tokenVectors()[i]).hasDimensions(tokens, 16);
        }
      }
    }
  }
}
