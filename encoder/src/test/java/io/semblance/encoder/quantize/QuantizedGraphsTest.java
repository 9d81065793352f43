package io.semblance.encoder.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.folder.ModelFolder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which graph is chosen, with graphs that give whatever vector the test wants. */
class QuantizedGraphsTest {
  private static final String MANIFEST =
      """
      {"float32": {"path": "onnx/model.onnx"},
       "variants": [
         {"label": "int8", "path": "onnx/full.onnx", "minimum_cosine": 0.998},
         {"label": "int8, 7-bit weights", "path": "onnx/seven.onnx", "minimum_cosine": 0.997}],
       "self_test": {"texts": ["a"], "vectors": [[1, 0]]}}
      """;

  @TempDir private Path folder;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final List<String> open = new ArrayList<>();

  private final class Canned implements QuantizedGraphs.Candidate {
    private final String name;

    Canned(Path graph) {
      name = graph.getFileName().toString();
      open.add(name);
    }

    @Override
    public float[][] pooled(List<String> texts) {
      float[] vector = vectors.get(name);
      if (vector == null) {
        throw new SemblanceException(ErrorCode.MODEL_FAILURE, name + " cannot be run");
      }
      return new float[][] {vector};
    }

    @Override
    public void close() {
      open.remove(name);
    }
  }

  @BeforeEach
  void writeManifest() throws IOException {
    Files.writeString(folder.resolve("quantization.json"), MANIFEST);
    vectors.put("model.onnx", new float[] {1, 0});
  }

  private String chosen() {
    QuantizedGraphs graphs = QuantizedGraphs.read(new ModelFolder(folder)).orElseThrow();
    QuantizedGraphs.Choice<Canned> choice = graphs.choose(Canned::new);
    assertThat(open).as("only the chosen one stays open").hasSize(1);
    assertThat(choice.graph().getFileName()).hasToString(open.get(0));
    return choice.variant();
  }

  @Test
  void anOrdinaryFolderHasNone() throws IOException {
    Files.delete(folder.resolve("quantization.json"));

    assertThat(QuantizedGraphs.read(new ModelFolder(folder))).isEmpty();
  }

  @Test
  void theFullRangeIsChosenWhereItAgrees() {
    vectors.put("full.onnx", new float[] {1, 0.06f}); // cosine 0.9982

    assertThat(chosen()).isEqualTo("int8");
  }

  @Test
  void sevenBitsAreChosenWhereTheFullRangeSaturates() {
    vectors.put("full.onnx", new float[] {1, 0.07f}); // cosine 0.9976
    vectors.put("seven.onnx", new float[] {1, 0.07f});

    assertThat(chosen()).isEqualTo("int8, 7-bit weights");
  }

  @Test
  void float32IsChosenWhereNeitherAgrees() {
    vectors.put("full.onnx", new float[] {1, 0.5f});
    vectors.put("seven.onnx", new float[] {Float.NaN, 1});

    assertThat(chosen()).isEqualTo("float32");
  }

  @Test
  void aGraphThatCannotBeRunIsPassedOver() {
    vectors.put("seven.onnx", new float[] {2, 0});

    assertThat(chosen()).isEqualTo("int8, 7-bit weights");
  }

  @Test
  void graphsMayNotLeaveTheFolder() throws IOException {
    Files.writeString(
        folder.resolve("quantization.json"), MANIFEST.replace("onnx/full", "../other/full"));

    assertThatThrownBy(() -> QuantizedGraphs.read(new ModelFolder(folder)))
        .hasMessageContaining("names a file outside the folder");
  }

  @Test
  void aSelfTestWithoutVectorsIsRefused() throws IOException {
    Files.writeString(folder.resolve("quantization.json"), MANIFEST.replace("[[1, 0]]", "[]"));

    assertThatThrownBy(() -> QuantizedGraphs.read(new ModelFolder(folder)))
        .hasMessageContaining("has a self-test of 1 texts and 0 vectors");
  }
}
