package io.semblance.encoder.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelWeightsTest {
  @TempDir private Path root;
  private Path dense;

  @BeforeEach
  void aModule() throws IOException {
    dense = Files.createDirectory(root.resolve("2_Dense"));
  }

  @Test
  void readsWhatTorchSavedWhereThereIsNothingElse() throws IOException {
    copyTorchFile();

    assertThat(ModelWeights.of(new ModelFolder(root), "2_Dense").shape("linear.weight"))
        .containsExactly(3, 4);
  }

  @Test
  void prefersSafetensors() throws IOException {
    copyTorchFile();
    Safetensors.write(
        dense.resolve("model.safetensors"), Map.of("w", new Tensor(List.of(1), new float[1])));

    assertThat(ModelWeights.of(new ModelFolder(root), "2_Dense").names()).containsExactly("w");
  }

  @Test
  void readsTheModelsOwnFolder() throws IOException {
    Safetensors.write(
        root.resolve("model.safetensors"), Map.of("w", new Tensor(List.of(1), new float[1])));

    assertThat(ModelWeights.of(new ModelFolder(root), "").names()).containsExactly("w");
  }

  @Test
  void namesBothFilesWhenNeitherIsThere() {
    assertThatThrownBy(() -> ModelWeights.of(new ModelFolder(root), "2_Dense"))
        .hasMessageContaining("2_Dense/model.safetensors nor 2_Dense/pytorch_model.bin");
  }

  private void copyTorchFile() throws IOException {
    try (InputStream fixture = getClass().getResourceAsStream("/weights/legacy.bin")) {
      Files.copy(fixture, dense.resolve("pytorch_model.bin"));
    }
  }
}
