package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command with the real model, in one JVM. */
class CommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path home;
  @TempDir private Path work;

  private static CommandRun run(String... arguments) {
    return CommandRun.of(home, arguments);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(work.resolve(name), text);
  }

  @Test
  void demoFindsTheRightAnswersAndReusesItsIndex() {
    CommandRun first = run("demo");
    CommandRun second = run("demo");

    assertThat(first.err()).isEmpty();
    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("432 articles in");
    assertThat(second.out()).contains("432 articles, indexed before");
    assertThat(second.out().lines().filter(line -> line.contains("✓")).count())
        .isGreaterThanOrEqualTo(6);
  }

  @Test
  void indexesAndSearchesInEveryMode() throws IOException {
    Path input =
        write(
            "docs.jsonl",
            """
            {"_id":"scurvy","title":"Scurvy","text":"A lack of vitamin C makes gums bleed.","year":1753}
            {"_id":"rickets","text":"Children without sunlight get soft bones."}
            {"_id":"tides","text":"The moon pulls the sea twice a day."}
            """);

    CommandRun index = run("index", "--collection", "facts", "--input", input.toString(), "--json");
    assertThat(index.exitCode()).isZero();
    JsonNode summary = JSON.readTree(index.out());
    assertThat(summary.get("documents").asInt()).isEqualTo(3);
    assertThat(summary.get("dimensions").asInt()).isEqualTo(256);

    for (String mode : new String[] {"dense", "lexical", "hybrid"}) {
      CommandRun search =
          run(
              "search",
              "--collection",
              "facts",
              "bleeding gums",
              "--mode",
              mode,
              "--top",
              "2",
              "--json");
      JsonNode top = JSON.readTree(search.out()).get("hits").get(0);
      assertThat(top.get("id").asText()).as(mode).isEqualTo("scurvy");
      assertThat(top.get("doc").get("year").asInt()).isEqualTo(1753);
    }
    CommandRun table = run("search", "--collection", "facts", "why does the ocean rise and fall?");
    assertThat(table.out().lines().skip(1).findFirst().orElseThrow()).contains("tides");
  }

  @Test
  void passesOverBadLinesAndSaysSo() throws IOException {
    Path input =
        write(
            "bad.jsonl",
            "{\"id\":\"a\",\"text\":\"x\"}\nnot json\n{\"id\":\"a\",\"text\":\"y\"}\n");

    CommandRun lenient = run("index", "--collection", "bad", "--input", input.toString());
    CommandRun strict =
        run("index", "--collection", "bad2", "--input", input.toString(), "--strict");

    assertThat(lenient.exitCode()).isEqualTo(FailureHandler.PARTLY_DONE);
    assertThat(lenient.err()).contains("bad.jsonl line 2: is not a JSON object");
    assertThat(lenient.out())
        .contains("now holds 1")
        .contains("1 bad lines")
        .contains("the last one won");
    assertThat(strict.exitCode()).isEqualTo(2);
    assertThat(strict.err()).contains("line 2").contains("--strict stops here");
  }

  @Test
  void encodesToJsonLinesAndNumPy() throws IOException {
    Path input = work.resolve("texts.txt.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("first\n\nthird line\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(input, bytes.toByteArray());
    Path lines = work.resolve("out.jsonl");
    Path array = work.resolve("out.npy");

    CommandRun toLines =
        run(
            "encode",
            "--model",
            "all-MiniLM-L6-v2",
            "--input",
            input.toString(),
            "--output",
            lines.toString());
    run(
        "encode",
        "--model",
        "all-MiniLM-L6-v2",
        "--input",
        input.toString(),
        "--output",
        array.toString());

    assertThat(toLines.err()).contains("3 texts in");
    JsonNode second = JSON.readTree(Files.readAllLines(lines).get(1));
    assertThat(second.get("text").asText()).isEmpty();
    assertThat(second.get("tokens").asInt()).isEqualTo(2);
    ByteBuffer npy = ByteBuffer.wrap(Files.readAllBytes(array)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new String(npy.array(), 1, 5, StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
    assertThat(new String(npy.array(), 0, 128, StandardCharsets.ISO_8859_1))
        .contains("'shape': (3, 384)");
    assertThat(npy.array()).hasSize(128 + 3 * 384 * 4);
    assertThat(npy.getFloat(128 + 384 * 4)).isEqualTo(second.get("embedding").get(0).floatValue());
  }

  @Test
  void leavesNoOutputBehindWhenEncodingFails() throws IOException {
    Path input = work.resolve("latin1.txt");
    Files.write(input, new byte[] {'a', '\n', (byte) 0xe9, '\n'});
    Path output = work.resolve("never.jsonl");

    CommandRun failed = run("encode", "--input", input.toString(), "--output", output.toString());

    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.err()).contains("latin1.txt line 2: is not UTF-8");
    assertThat(output).doesNotExist();
    assertThat(work.resolve("never.jsonl.partial")).doesNotExist();
  }

  @Test
  void comparesTexts() throws IOException {
    CommandRun run =
        run(
            "similarity",
            "--model",
            "all-MiniLM-L6-v2",
            "a man eats pasta",
            "someone has noodles",
            "stocks fell",
            "--json");

    JsonNode scores = JSON.readTree(run.out()).get("scores");
    assertThat(scores.get(0).get("score").asDouble())
        .isGreaterThan(scores.get(1).get("score").asDouble());
  }

  @Test
  void listsAndShowsModels() throws IOException {
    assertThat(run("models", "list").out()).contains("all-MiniLM-L6-v2-256", "cosine");
    JsonNode shown = JSON.readTree(run("models", "show", "all-MiniLM-L6-v2", "--json").out());
    assertThat(shown.get("dimension").asInt()).isEqualTo(384);
    assertThat(shown.get("card").asText()).contains("license: apache-2.0");
  }

  @Test
  void reducesAModelToAFolderThatLoads() throws IOException {
    StringBuilder corpus = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      corpus.append("sentence number ").append(i).append(" about something\n");
    }
    Path input = write("corpus.txt", corpus.toString());
    Path output = work.resolve("tiny");

    CommandRun reduce =
        run(
            "models",
            "reduce",
            "--model",
            "all-MiniLM-L6-v2",
            "--dimensions",
            "16",
            "--corpus",
            input.toString(),
            "--output",
            output.toString());

    assertThat(reduce.exitCode()).as(reduce.err()).isZero();
    assertThat(run("models", "show", output.toString()).out())
        .contains("Dense(384 -> 16, identity)");
    Path documents = write("one.jsonl", "{\"id\":\"a\",\"text\":\"x\"}\n");
    run(
        "index",
        "--collection",
        "own",
        "--model",
        output.toString(),
        "--input",
        documents.toString());
    assertThat(run("search", "--collection", "own", "x", "--json").out()).contains("\"a\"");
    assertThat(Files.readString(output.resolve("3_Dense/reduction.json")))
        .contains("semblance models reduce --model");
  }

  @Test
  void failsClearlyWithItsOwnExitCode() throws IOException {
    Path notADirectory = Files.createFile(work.resolve("file"));
    Path input = write("one.jsonl", "{\"id\":\"a\",\"text\":\"x\"}\n");
    run("index", "--collection", "one", "--input", input.toString());

    assertFailure(run("search", "--collection", "nowhere", "x"), 3, "no collection 'nowhere'");
    assertFailure(
        run("search", "--collection", "one", "x", "--top", "0"),
        2,
        "limit must be between 1 and 1000, got: 0");
    assertFailure(run("search", "--collection", "../x", "x"), 2, "must match");
    assertFailure(
        run("search", "--collection", "one", "x", "--mode", "magic"), 2, "DENSE, LEXICAL, HYBRID");
    assertFailure(
        run("search", "--collection", "one", "x", "--model", "all-MiniLM-L6-v2"),
        4,
        "dimension mismatch");
    assertFailure(
        run("encode", "--model", "nope", "--input", input.toString(), "--output", "-"),
        3,
        "unknown model 'nope'");
    assertFailure(
        run("encode", "--model", work.toString(), "--input", input.toString(), "--output", "-"),
        5,
        "modules.json");
    assertFailure(
        run("index", "--collection", "x", "--input", "absent.jsonl"),
        3,
        "no such input file: absent.jsonl");
    assertFailure(
        CommandRun.of(notADirectory, "models", "list"), 6, "choose a folder that can be written");
  }

  private static void assertFailure(CommandRun run, int exitCode, String message) {
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        new String[] {
          "demo", "index", "search", "get", "delete", "encode", "similarity", "models"
        }) {
      CommandRun help = CommandRun.of(null, command, "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: semblance " + command);
    }
    assertThat(CommandRun.of(null, "--help").out()).contains("Exit codes: 0 done");
  }
}
