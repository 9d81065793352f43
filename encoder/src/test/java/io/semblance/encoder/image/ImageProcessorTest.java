package io.semblance.encoder.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageProcessorTest {
  private static ImageProcessor read(String config) throws IOException {
    return ImageProcessor.read(
        new ModelFolder(Path.of("model")), new ObjectMapper().readTree(config));
  }

  /** Every pixel red 255, green 51, blue 0. */
  private static Rgb even(int width, int height) {
    byte[][] rows = new byte[height][3 * width];
    for (byte[] row : rows) {
      for (int x = 0; x < width; x++) {
        row[3 * x] = (byte) 255;
        row[3 * x + 1] = 51;
      }
    }
    return new Rgb(width, rows);
  }

  @Test
  void valuesAreScaledAndNormalizedPlaneByPlane() throws IOException {
    ImageProcessor processor =
        read(
            """
            {"do_resize": false, "do_center_crop": false,
             "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.5, 1]}
            """);

    PixelValues values = processor.process(even(2, 3));

    assertThat(values.width()).isEqualTo(2);
    assertThat(values.height()).isEqualTo(3);
    float[] expected = {2, 2, 2, 2, 2, 2, -0.6f, -0.6f, -0.6f, -0.6f, -0.6f, -0.6f};
    for (int i = 0; i < 18; i++) {
      assertThat(values.values()[i]).isCloseTo(i < 12 ? expected[i] : -0.5f, within(1e-6f));
    }
  }

  @Test
  void withoutSettingsItIsClip() throws IOException {
    PixelValues values = read("{}").process(even(300, 500));

    assertThat(values.values()).hasSize(3 * 224 * 224);
    assertThat((double) values.values()[0]).isCloseTo((1 - 0.48145466) / 0.26862954, within(1e-5));
    assertThat((double) values.values()[224 * 224])
        .isCloseTo((0.2 - 0.4578275) / 0.26130258, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"size\": 8, \"do_center_crop\": false}",
        "{\"size\": {\"shortest_edge\": 8}, \"do_center_crop\": false}"
      })
  void theShortestEdgeGetsItsSizeAndTheOtherFollowsRoundedDown(String config) throws IOException {
    ImageProcessor processor = read(config);

    assertThat(processor.process(even(20, 13)).width()).isEqualTo(12); // 8 * 20 / 13 = 12.3
    assertThat(processor.process(even(20, 13)).height()).isEqualTo(8);
    assertThat(processor.process(even(13, 20)).height()).isEqualTo(12);
  }

  @Test
  void bothEdgesCanBeGiven() throws IOException {
    PixelValues values =
        read("{\"size\": {\"height\": 4, \"width\": 6}, \"do_center_crop\": false}")
            .process(even(20, 13));

    assertThat(values.width()).isEqualTo(6);
    assertThat(values.height()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"size\": {\"longest_edge\": 8}}",
        "{\"size\": {\"shortest_edge\": 0}}",
        "{\"crop_size\": {\"height\": 100000, \"width\": 8}}",
        "{\"image_std\": [0, 1, 1]}",
        "{\"image_mean\": [0.5]}",
        "{\"resample\": 9}"
      })
  void settingsThatCannotBeAreRefused(String config) {
    assertThatThrownBy(() -> read(config)).isInstanceOf(SemblanceException.class);
  }
}
