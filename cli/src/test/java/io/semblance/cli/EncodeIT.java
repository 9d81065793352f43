package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** What {@code encode} writes with tiny models, against what numpy computes. */
class EncodeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOLERANCE = 1e-5;

  @TempDir private static Path home;
  @TempDir private Path work;

  private CommandRun encode(Path model, List<String> texts, Path output, String... arguments)
      throws IOException {
    Path input = Files.writeString(work.resolve("in.txt"), String.join("\n", texts) + "\n");
    List<String> all =
        new ArrayList<>(
            List.of("encode", "-m", model.toString(), "-i", input.toString(), "-o", "" + output));
    all.addAll(List.of(arguments));
    return CommandRun.of(home, all.toArray(String[]::new));
  }

  private List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  static List<TinyModels.Case> cases() throws IOException {
    return TinyModels.cases(
        "bert-mean",
        "prompts",
        "truncate",
        "left-padding",
        "left-padding-no-prompt",
        "include-prompt-false");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatNumpyComputes(TinyModels.Case expected) throws IOException {
    Path output = work.resolve("out.jsonl");
    Path model = TinyModels.folder(expected.model());

    CommandRun run =
        encode(model, expected.texts(), output, expected.arguments().toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> lines = lines(output);
    assertThat(lines).hasSameSizeAs(expected.texts());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).get("text").asText()).isEqualTo(expected.texts().get(i));
      String field = expected.ofTokens() ? "token_embeddings" : "embedding";
      assertClose(lines.get(i).get(field), expected.vectors().get(i));
    }
  }

  private static void assertClose(JsonNode actual, JsonNode expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i).isArray()) {
        assertClose(actual.get(i), expected.get(i));
      } else {
        assertThat(actual.get(i).asDouble())
            .isCloseTo(expected.get(i).asDouble(), within(TOLERANCE));
      }
    }
  }

  @Test
  void saysWhichPromptIsUsedAndWhatTheModelWantsKnown() throws IOException {
    CommandRun run =
        encode(
            TinyModels.folder("prompts"),
            List.of("x"),
            work.resolve("out.jsonl"),
            "--prompt",
            "a",
            "--prompt-name",
            "query");

    assertThat(run.err())
        .contains("note: --prompt is used, --prompt-name is not")
        .containsOnlyOnce("note: the prompt 'passage' is not put before documents");
  }

  @Test
  void cutsTextsWhereAsked() throws IOException {
    Path output = work.resolve("out.jsonl");
    List<String> texts = List.of("the cat sat on the mat", "the cat sat");

    encode(TinyModels.folder("bert-mean"), texts, output, "--max-tokens", "5");

    List<JsonNode> lines = lines(output);
    assertThat(lines.get(0).get("truncated").asBoolean()).isTrue();
    assertThat(lines.get(1).get("truncated").asBoolean()).isFalse();
    assertClose(lines.get(0).get("embedding"), lines.get(1).get("embedding"));
  }

  @Test
  void takesTheCardsPromptsOfAKnownFamilyWhenAsked() throws IOException {
    Path model = copy(TinyModels.folder("bert-mean"), work.resolve("multilingual-e5-small"));
    List<String> texts = List.of("the cat sat", "on the mat");
    Path plain = work.resolve("plain.jsonl");
    Path card = work.resolve("card.jsonl");
    Path byHand = work.resolve("hand.jsonl");

    CommandRun without = encode(model, texts, plain, "--type", "query");
    CommandRun with = encode(model, texts, card, "--type", "query", "--card-prompts");
    encode(model, texts, byHand, "--prompt", "query: ");

    assertThat(without.err()).contains("note: ");
    assertThat(with.err()).doesNotContain("note: ");
    assertThat(lines(card)).isEqualTo(lines(byHand)).isNotEqualTo(lines(plain));
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  @Test
  void encodesManyWindowsInOrder() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      texts.add(i % 3 == 0 ? "the cat sat on the mat" : "searching " + "the world ".repeat(i % 3));
    }
    Path output = work.resolve("out.npy");

    CommandRun run = encode(TinyModels.folder("bert-mean"), texts, output, "--threads", "2");

    assertThat(run.err()).contains("10,000 texts in", "16 dimensions");
    double[][] rows = NpyArray.read(output).rows();
    assertThat(rows).hasDimensions(10_000, 16);
    for (int i = 3; i < rows.length; i++) {
      assertThat(rows[i]).containsExactly(rows[i % 3], within(TOLERANCE));
    }
  }

  @Test
  void similarityAndShowOpenModelsTheSameWay() throws IOException {
    String model = TinyModels.folder("bert-mean").toString();

    CommandRun cut =
        CommandRun.of(
            home, "similarity", "-m", model, "the cat", "the world", "--dimensions", "1", "--json");
    CommandRun shown = CommandRun.of(home, "models", "show", model, "--dimensions", "3");

    double score = JSON.readTree(cut.out()).get("scores").get(0).get("score").asDouble();
    assertThat(Math.abs(score)).as("one component has no angle").isCloseTo(1, within(TOLERANCE));
    assertThat(shown.out()).containsPattern("dimensions +3\n");
  }

  @Test
  void refusesWhatItWouldHaveToIgnore() throws IOException {
    String other = "leave out --normalize, --dimensions, --precision and calibration";
    assertRefused(2, "--threads must be at least 1, got: 0", "--threads", "0");
    assertRefused(2, "--dimensions must be at least 1, got: 0", "--dimensions", "0");
    assertRefused(2, "must be one of [document, query]", "--prompt-name", "none");
    assertRefused(2, other, "--tokens", "--normalize");
    assertRefused(2, other, "--tokens", "--dimensions", "4");
    assertRefused(2, other, "--tokens", "--precision", "binary");
    assertRefused(5, "none.onnx", "--graph", "none.onnx");
    CommandRun array =
        encode(
            TinyModels.folder("bert-mean"), List.of("x"), work.resolve("tokens.npy"), "--tokens");
    assertThat(array.err()).contains("--tokens writes JSON Lines");
  }

  private void assertRefused(int exitCode, String message, String... arguments) throws IOException {
    Path output = work.resolve("refused.jsonl");
    CommandRun run = encode(TinyModels.folder("bert-mean"), List.of("the cat"), output, arguments);
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(output).doesNotExist();
    assertThat(work.resolve("refused.jsonl.partial")).doesNotExist();
  }
}
