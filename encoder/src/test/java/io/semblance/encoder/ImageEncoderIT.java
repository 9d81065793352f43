package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.TinyModel.EncodeCase;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny CLIP against values that numpy computed. */
class ImageEncoderIT {
  @TempDir private static Path models;
  @TempDir private Path temporary;

  private static EncoderOptions options() {
    return EncoderOptions.defaults().withModelsFolder(models);
  }

  private static ImageEncoder open(Path folder) {
    return ImageEncoders.load(folder.toString(), options());
  }

  private static Path image(TinyModel clip, String file) {
    return clip.folder().resolveSibling(file);
  }

  @Test
  void imagesHaveNumpysVectors() throws IOException {
    TinyModel clip = TinyModel.named("clip");
    try (ImageEncoder encoder = open(clip.folder())) {
      assertThat(encoder.dimension()).isEqualTo(clip.dimension());
      for (JsonNode expected : clip.golden().path("images")) {
        Path file = image(clip, expected.path("file").asText());

        assertClose(encoder.encodeImage(file), expected);
        assertClose(
            encoder.encodeImage(ImageSource.of("bytes", Files.readAllBytes(file))), expected);
      }
    }
  }

  private static void assertClose(float[] actual, JsonNode expected) {
    assertThat(actual).hasSameSizeAs(new float[expected.path("vector").size()]);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("%s, component %d", expected.path("file").asText(), i)
          .isCloseTo(
              expected.path("vector").path(i).asDouble(),
              within(expected.path("tolerance").asDouble()));
    }
  }

  @Test
  void textsHaveNumpysVectorsWithAndWithoutTheHalfForImages() throws IOException {
    TinyModel clip = TinyModel.named("clip");
    try (ImageEncoder images = open(clip.folder());
        SentenceEncoder alone = SentenceEncoders.load(clip.folder().toString(), options())) {
      assertThat(alone.model().maxTokens()).isEqualTo(clip.maxTokens());
      for (EncodeCase expected : clip.cases(EncodeCase.class)) {
        for (SentenceEncoder texts : List.of(images.texts(), alone)) {
          float[][] actual = texts.encode(expected.texts(), InputType.PLAIN);
          for (int i = 0; i < actual.length; i++) {
            for (int j = 0; j < actual[i].length; j++) {
              assertThat((double) actual[i][j])
                  .isCloseTo(expected.textVectors()[i][j], within(1e-5));
            }
          }
        }
      }
    }
  }

  @Test
  void aBadImageLeavesTheOthersTheirVectors() throws IOException {
    TinyModel clip = TinyModel.named("clip");
    Path text = Files.writeString(temporary.resolve("text.png"), "no picture");
    List<ImageSource> sources = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sources.add(ImageSource.of(image(clip, "images/a.png")));
    }
    sources.set(7, ImageSource.of(text));
    sources.set(9, ImageSource.of(temporary.resolve("missing.png")));

    try (ImageEncoder encoder = open(clip.folder())) {
      List<ImageResult> results = encoder.encodeEach(sources, Progress.NONE);

      assertThat(results).hasSize(40);
      for (int i = 0; i < 40; i++) {
        assertThat(results.get(i).image()).isEqualTo(sources.get(i));
        boolean refused = results.get(i) instanceof ImageResult.Refused;
        assertThat(refused).isEqualTo(i == 7 || i == 9);
      }
      assertThatThrownBy(() -> encoder.encode(sources, Progress.NONE))
          .isInstanceOf(SemblanceException.class)
          .hasMessageContaining("text.png must be a PNG, JPEG, GIF or BMP");
      assertThatThrownBy(() -> encoder.encodeImage(temporary.resolve("missing.png")))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
  }

  @Test
  void aFolderOfTwoGraphsWithoutModulesIsEnough() throws IOException {
    TinyModel clip = TinyModel.named("clip");
    Path folder = temporary.resolve("plain");
    Path module = clip.folder().resolve("0_CLIPModel");
    try (Stream<Path> walk = Files.walk(module)) {
      for (Path path : walk.toList()) {
        Files.copy(path, folder.resolve(module.relativize(path).toString()));
      }
    }

    try (ImageEncoder plain = open(folder);
        ImageEncoder listed = open(clip.folder())) {
      Path picture = image(clip, "images/b.png");
      assertThat(plain.encodeImage(picture)).isEqualTo(listed.encodeImage(picture));
      assertThat(plain.texts().encode("the cat", InputType.PLAIN))
          .isEqualTo(listed.texts().encode("the cat", InputType.PLAIN));
    }
  }

  @Test
  void aModelWithoutImagesIsNamedWithWhatOpensIt() throws IOException {
    Path texts = TinyModel.named("bert-mean").folder();

    assertThatThrownBy(() -> open(texts))
        .hasMessageContaining("is a sentence encoder, not a model of texts and images")
        .hasMessageContaining("semblance encode");
  }

  @Test
  void bothHalvesAreInTheFingerprint() throws IOException {
    TinyModel clip = TinyModel.named("clip");
    try (ImageEncoder encoder = open(clip.folder())) {
      assertThat(encoder.model().fingerprint())
          .hasSize(64)
          .isNotEqualTo(encoder.texts().model().fingerprint());
    }
  }

  @Test
  void aClosedEncoderSaysSo() throws IOException {
    TinyModel clip = TinyModel.named("clip");
    ImageEncoder encoder = open(clip.folder());
    encoder.close();

    assertThatThrownBy(() -> encoder.encodeImage(image(clip, "images/a.png")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(() -> encoder.texts().encode("cat", InputType.PLAIN))
        .isInstanceOf(IllegalStateException.class);
  }
}
