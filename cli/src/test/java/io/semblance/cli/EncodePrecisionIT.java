package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Precisions of {@code encode}: files against the formulas, written out here a second time. */
class EncodePrecisionIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] NOUNS = {"cat", "dog", "world", "mat", "planet", "zebra"};
  private static final String[] VERBS = {"sat", "running", "searching", "is", "hello"};
  private static final String[] ENDS = {"on the mat", "in the world", "far away", "?"};

  @TempDir private static Path home;
  @TempDir private Path work;

  /**
   * Width 16, of which 13 are kept, so that bits do not fill their bytes. The model pools and does
   * no more: Normalize sums in an order that changes when the JVM compiles it, and codes at the end
   * of a step with it.
   */
  private CommandRun encode(List<String> texts, Path output, String... arguments)
      throws IOException {
    Path input = Files.writeString(work.resolve("in.txt"), String.join("\n", texts) + "\n");
    String model = TinyModels.folder("include-prompt-false").toString();
    List<String> all = new ArrayList<>(List.of("encode", "-m", model, "-i", input.toString()));
    all.addAll(List.of("-o", output.toString(), "--dimensions", "13", "--batch-invariant"));
    all.addAll(List.of(arguments));
    return CommandRun.of(home, all.toArray(String[]::new));
  }

  private double[][] array(String type, List<String> texts, String... arguments)
      throws IOException {
    Path output = work.resolve("array.npy");
    CommandRun run = encode(texts, output, arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    NpyArray array = NpyArray.read(output);
    assertThat(array.type()).isEqualTo(type);
    return array.rows();
  }

  /** 120 texts, no two alike. */
  private static List<String> documents() {
    List<String> texts = new ArrayList<>();
    for (String noun : NOUNS) {
      for (String verb : VERBS) {
        for (String end : ENDS) {
          texts.add("the " + noun + " " + verb + " " + end);
        }
      }
    }
    return texts;
  }

  private static double[][] codes(double[][] vectors, double[][] calibration, int offset) {
    double[][] codes = new double[vectors.length][vectors[0].length];
    for (int d = 0; d < vectors[0].length; d++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (double[] row : calibration) {
        low = Math.min(low, (float) row[d]);
        high = Math.max(high, (float) row[d]);
      }
      float step = (high - low) / 255;
      for (int row = 0; row < vectors.length; row++) {
        double place = Math.floor(((float) vectors[row][d] - low) / step);
        codes[row][d] = Math.max(0, Math.min(255, place)) - offset;
      }
    }
    return codes;
  }

  private static double[][] bits(double[][] vectors, int offset) {
    double[][] codes = new double[vectors.length][2];
    for (int row = 0; row < vectors.length; row++) {
      StringBuilder bits = new StringBuilder();
      for (double value : vectors[row]) {
        bits.append(value > 0 ? '1' : '0');
      }
      codes[row][0] = Integer.parseInt(bits.substring(0, 8), 2) - offset;
      codes[row][1] = Integer.parseInt(bits.substring(8) + "000", 2) - offset;
    }
    return codes;
  }

  @ParameterizedTest
  @CsvSource({"int8,|i1,128", "uint8,|u1,0"})
  void bytesAreSpreadOverTheRangesOfTheInput(String precision, String type, int offset)
      throws IOException {
    double[][] exact = array("<f4", documents());

    double[][] codes = array(type, documents(), "--precision", precision);

    assertThat(codes).isDeepEqualTo(codes(exact, exact, offset));
  }

  @ParameterizedTest
  @CsvSource({"binary,|i1,128", "ubinary,|u1,0"})
  void bitsAreSignsEightToAByte(String precision, String type, int offset) throws IOException {
    List<String> texts = documents().subList(0, 5);
    double[][] exact = array("<f4", texts);

    assertThat(array(type, texts, "--precision", precision)).isDeepEqualTo(bits(exact, offset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8", "uint8", "binary", "ubinary"})
  void jsonLinesHoldTheSameNumbers(String precision) throws IOException {
    Path output = work.resolve("out.jsonl");
    String type = precision.startsWith("u") ? "|u1" : "|i1";
    double[][] expected = array(type, documents(), "--precision", precision);

    CommandRun run = encode(documents(), output, "--precision", precision);

    assertThat(run.err()).contains("120 texts in", "13 dimensions as " + precision);
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSize(120);
    for (int row = 0; row < 120; row++) {
      JsonNode line = JSON.readTree(lines.get(row));
      assertThat(line.get("text").asText()).isEqualTo(documents().get(row));
      assertThat(line.get("tokens").asInt()).isBetween(5, 9);
      assertThat(line.get("embedding").get(0).isInt()).isTrue();
      assertThat(JSON.convertValue(line.get("embedding"), double[].class))
          .containsExactly(expected[row]);
    }
  }

  @Test
  void queriesAreCodedByTheRangesOfDocuments() throws IOException {
    Path ranges = work.resolve("ranges.json");
    List<String> queries = List.of("where is the red planet?", "");
    double[][] exact = array("<f4", documents());

    array("|i1", documents(), "--precision", "int8", "--save-calibration", ranges.toString());
    double[][] codes =
        array("|i1", queries, "--precision", "int8", "--calibration", ranges.toString());

    assertThat(codes).isDeepEqualTo(codes(array("<f4", queries), exact, 128));
  }

  @Test
  void rangesAreTheSameWhateverIsWritten() throws IOException {
    Path exact = work.resolve("exact.json");
    Path coded = work.resolve("coded.json");

    array("<f4", documents(), "--save-calibration", exact.toString());
    array("|u1", documents(), "--precision", "uint8", "--save-calibration", coded.toString());

    assertThat(exact).hasSameTextualContentAs(coded);
    JsonNode json = JSON.readTree(exact.toFile());
    assertThat(json.get("vectors").asInt()).isEqualTo(120);
    assertThat(json.get("min")).hasSize(13);
    assertThat(json.get("fingerprint").asText()).hasSize(64);
  }

  @Test
  void fewTextsGiveRangesWithAWarning() throws IOException {
    Path ranges = work.resolve("few.json");
    List<String> few = documents().subList(0, 99);

    CommandRun fitted =
        encode(few, work.resolve("out.npy"), "--save-calibration", ranges.toString());
    CommandRun used =
        encode(
            few,
            work.resolve("out.npy"),
            "--precision",
            "int8",
            "--calibration",
            ranges.toString());

    assertThat(fitted.err()).contains("note: ranges of 99 vectors cut off much");
    assertThat(used.err()).contains("note: ranges of 99 vectors cut off much");
    assertThat(used.exitCode()).isZero();
  }

  @Test
  void refusesRangesThatCannotBeRight() throws IOException {
    Path ranges = work.resolve("ranges.json");
    String saved = ranges.toString();
    array("<f4", documents(), "--save-calibration", saved);
    Path other =
        Files.writeString(
            work.resolve("other.json"),
            "{\"format\":1,\"dimension\":1,\"vectors\":500,\"min\":[0],\"max\":[1]}");

    assertRefused(
        2,
        "int8 needs ranges, which must be of at least 100 texts, got: 2; give those of a larger input by --calibration FILE",
        "--precision",
        "int8");
    assertRefused(
        2,
        "--calibration is for --precision int8 and uint8, got: binary",
        "--precision",
        "binary",
        "--calibration",
        saved);
    assertRefused(
        2,
        "give one of the two",
        "--precision",
        "int8",
        "--calibration",
        saved,
        "--save-calibration",
        saved);
    assertRefused(
        3, "no such calibration file", "--precision", "int8", "--calibration", saved + "x");
    assertRefused(
        4,
        "calibration ranges have 1, vectors of model 'model' have 13",
        "--precision",
        "int8",
        "--calibration",
        other.toString());
    assertRefused(2, "FLOAT32, INT8, UINT8, BINARY, UBINARY", "--precision", "int4");
  }

  private void assertRefused(int exitCode, String message, String... arguments) throws IOException {
    Path folder = Files.createDirectories(work.resolve("refused"));
    CommandRun run = encode(List.of("the cat", "sat"), folder.resolve("out.npy"), arguments);
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(folder).isEmptyDirectory();
  }
}
