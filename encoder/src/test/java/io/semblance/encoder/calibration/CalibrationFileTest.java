package io.semblance.encoder.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.ModelInfo;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.precision.CalibrationRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFileTest {
  private static final ModelInfo MODEL =
      new ModelInfo(
          "m", "m", Path.of("m"), "abc", 2, 8, Similarity.COSINE, Map.of(), List.of(), List.of());

  @TempDir private Path folder;

  private static CalibrationRanges ranges(int dimension) {
    Random random = new Random(dimension);
    float[] min = new float[dimension];
    float[] max = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      min[d] = -random.nextFloat();
      max[d] = min[d] + random.nextFloat() * 1e-3f;
    }
    return CalibrationRanges.of(min, max, 1234);
  }

  private SemblanceException failureOf(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.json"), content);
    try {
      throw new AssertionError("was read: " + CalibrationFile.read(file));
    } catch (SemblanceException e) {
      assertThat(e).hasMessageContaining(file.toString());
      return e;
    }
  }

  @Test
  void isReadBackToTheLastBit() {
    Path file = folder.resolve("ranges.json");
    CalibrationFile written = new CalibrationFile(ranges(5000), "abc");

    written.write(file);

    assertThat(CalibrationFile.read(file)).isEqualTo(written);
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void isOneJsonObject() throws IOException {
    Path file = folder.resolve("ranges.json");
    new CalibrationFile(CalibrationRanges.of(new float[] {-0.1f}, new float[] {2}, 7), null)
        .write(file);

    JsonNode json = new ObjectMapper().readTree(file.toFile());

    assertThat(json.toString())
        .isEqualTo("{\"format\":1,\"dimension\":1,\"vectors\":7,\"min\":[-0.1],\"max\":[2.0]}");
  }

  @Test
  void mayBeWrittenByHand() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("hand.json"),
            "{\"format\": 1, \"dimension\": 2, \"vectors\": 9, \"min\": [0, -1], \"max\": [1, 1]}");

    assertThat(CalibrationFile.read(file).ranges())
        .isEqualTo(CalibrationRanges.of(new float[] {0, -1}, new float[] {1, 1}, 9));
  }

  @Test
  void refusesWhatItCannotMean() throws IOException {
    String end = ",\"vectors\":9,\"min\":[0],\"max\":[1]}";
    assertThat(failureOf("nothing")).hasMessageContaining("is not a calibration file");
    assertThat(failureOf("null")).hasMessageContaining("must have 'min' and 'max'");
    assertThat(failureOf("{\"format\":1,\"dimension\":1,\"vectors\":9,\"min\":[0]}"))
        .hasMessageContaining("must have 'min' and 'max'");
    assertThat(failureOf("{\"format\":2,\"dimension\":1" + end))
        .hasMessageContaining("must have format 1, got: 2");
    assertThat(failureOf("{\"format\":1,\"dimension\":3" + end))
        .hasMessageContaining("has 1 ranges for dimension 3");
    assertThat(failureOf("{\"format\":1,\"dimension\":1,\"scale\":2" + end))
        .hasMessageContaining("scale");
    assertThat(failureOf("{\"format\":1,\"dimension\":1" + end + "x"))
        .hasMessageContaining("is not a calibration file");
    assertThat(
            failureOf("{\"format\":1,\"dimension\":1,\"vectors\":9,\"min\":[0],\"max\":[\"NaN\"]}"))
        .hasMessageContaining("range of component 0 must be finite");
  }

  @Test
  void saysThatThereIsNone() {
    assertThatThrownBy(() -> CalibrationFile.read(folder.resolve("none.json")))
        .hasMessage("no such calibration file: " + folder.resolve("none.json"));
    assertThatThrownBy(
            () -> new CalibrationFile(ranges(1), null).write(folder.resolve("no/file.json")))
        .hasMessageContaining("cannot write calibration file");
  }

  @Test
  void isForOneModelAndDimension() {
    new CalibrationFile(ranges(2), "abc").requireFor(MODEL, 2);
    new CalibrationFile(ranges(2), null).requireFor(MODEL, 2);

    assertThatThrownBy(() -> new CalibrationFile(ranges(2), "xyz").requireFor(MODEL, 2))
        .hasMessageContaining("another model than 'm': fingerprint xyz, the model's is abc")
        .extracting("code")
        .isEqualTo(ErrorCode.CONFLICT);
    assertThatThrownBy(() -> new CalibrationFile(ranges(3), "abc").requireFor(MODEL, 2))
        .hasMessageContaining(
            "dimension mismatch: calibration ranges have 3, vectors of model 'm' have 2");
  }
}
