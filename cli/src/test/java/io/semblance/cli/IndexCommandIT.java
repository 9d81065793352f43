package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What {@code index}, {@code get} and {@code delete} do to a collection, with the real model. */
class IndexCommandIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String THREE_LINES =
      """
      {"id":"a","title":"Tides","text":"The moon pulls the sea.","year":2001}
      {"id":"b","title":"Scurvy","text":"Gums bleed without fruit.","year":"soon"}
      {"id":"c","title":"Rickets","text":"Bones need sunlight.","lang":"en"}
      """;

  @TempDir private Path home;
  @TempDir private Path work;

  private CommandRun run(String... arguments) {
    return CommandRun.of(home, arguments);
  }

  private CommandRun index(String input, String... options) throws IOException {
    Path file = Files.writeString(work.resolve("input.jsonl"), input);
    List<String> arguments =
        new ArrayList<>(List.of("index", "--collection", "it", "--input", file.toString()));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private JsonNode get(String id) throws IOException {
    CommandRun run = run("get", "--collection", "it", id);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  @Test
  void tellsWhatBecameOfEachLineInTheOrderOfTheLines() throws IOException {
    Path results = work.resolve("results.jsonl");
    String input = THREE_LINES + "not json\n{\"op\":\"delete\",\"id\":\"zz\"}\n";

    CommandRun run = index(input, "--field", "year:long", "--results", results.toString());

    assertThat(run.exitCode()).isEqualTo(FailureHandler.PARTLY_DONE);
    assertThat(run.err())
        .contains("line 2: field 'year' (declared long): ")
        .contains("line 4: is not a JSON object")
        .contains("line 5: no such document: 'zz'")
        .contains("note: ")
        .contains("--field lang:keyword")
        .doesNotContain("--field year");
    assertThat(run.out())
        .contains("2 documents in", "now holds 2", "1 bad lines", "1 documents were rejected");
    List<JsonNode> lines = lines(results);
    assertThat(lines)
        .extracting(line -> line.path("line").asInt())
        .containsExactly(1, 2, 3, 4, 5, 0);
    assertThat(lines)
        .extracting(line -> line.path("status").asInt())
        .containsExactly(201, 422, 201, 422, 404, 0);
    assertThat(lines.get(0).get("id").asText()).isEqualTo("a");
    assertThat(lines.get(0).get("chunks").asInt()).isEqualTo(1);
    assertThat(lines.get(1).at("/error/type").asText()).isEqualTo("/problems/invalid-request");
    assertThat(lines.get(5).at("/summary/ok").asInt()).isEqualTo(2);
    assertThat(lines.get(5).at("/summary/failed").asInt()).isEqualTo(3);
  }

  @Test
  void strictStopsAtARejectedDocument() throws IOException {
    CommandRun run = index(THREE_LINES, "--field", "year:long", "--strict");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("line 2: field 'year'").contains("--strict stops here");
  }

  @Test
  void patchesDeletesAndFindsTheSameAgainWithoutEncoding() throws IOException {
    index(THREE_LINES);
    long version = get("a").get("version").asLong();

    CommandRun again = index(THREE_LINES, "--json");
    CommandRun changes =
        index(
            """
            {"op":"patch","id":"a","doc":{"year":null,"checked":true}}
            {"op":"delete","id":"b"}
            """,
            "--json");

    JsonNode unchanged = JSON.readTree(again.out());
    assertThat(unchanged.get("unchanged").asInt()).isEqualTo(3);
    assertThat(unchanged.get("encoded_passages").asInt()).isZero();
    assertThat(index(THREE_LINES.lines().findFirst().orElseThrow()).exitCode()).isZero();
    JsonNode changed = JSON.readTree(changes.out());
    assertThat(changed.get("updated").asInt()).isEqualTo(1);
    assertThat(changed.get("deleted").asInt()).isEqualTo(1);
    assertThat(changed.get("documents").asInt()).isEqualTo(2);
    assertThat(changed.get("encoded_passages").asInt()).isZero();
    assertThat(get("a").get("version").asLong()).isGreaterThan(version);
    assertThat(run("get", "--collection", "it", "b").exitCode()).isEqualTo(3);
  }

  @Test
  void takesPassagesAndVectorsOfTheirOwner() throws IOException {
    String vector =
        String.join(",", Stream.generate(() -> "0.0625").limit(256).toArray(String[]::new));
    String document =
        "{\"id\":\"%s\",\"text\":\"One. Two.\",\"chunks\":[{\"start\":0,\"end\":4},{\"start\":5,\"end\":9,\"vector\":[%s]}]}%n";

    CommandRun run = index(document.formatted("own", vector) + document.formatted("bad", "1,2"));

    assertThat(run.exitCode()).isEqualTo(FailureHandler.PARTLY_DONE);
    assertThat(run.err()).contains("line 2: dimension mismatch: collection 'it' has 256");
    assertThat(get("own").get("passages").findValuesAsText("start")).containsExactly("0", "5");
    Path query = Files.writeString(work.resolve("vector.json"), "[" + vector + "]");
    JsonNode hit =
        JSON.readTree(
                run("search", "--collection", "it", "--vector", query.toString(), "--json").out())
            .at("/hits/0");
    assertThat(hit.get("score").asDouble()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
    assertThat(hit.at("/passages/0/text").asText()).isEqualTo("Two.");
  }

  @Test
  void anExistingCollectionKeepsWhatItWasMadeWith() throws IOException {
    String[] made = {
      "--text-field", "text", "--field", "year:long", "--analyzer", "german", "--chunk-size", "64",
      "--respect", "word", "--precision", "int8", "--hnsw-m", "8", "--ef-construction", "50"
    };
    assertThat(index("{\"id\":\"a\",\"text\":\"x\"}", made).exitCode()).isZero();

    assertThat(index("{\"id\":\"b\",\"text\":\"y\"}", made).exitCode()).isZero();
    assertThat(index("{\"id\":\"c\",\"text\":\"z\"}").exitCode()).isZero();
    assertRefused("--text-field", "body", "made with text, got: body");
    assertRefused("--field", "year:double", "made with year:long, got: year:double");
    assertRefused("--analyzer", "english", "made with german, got: english");
    assertRefused("--chunk-size", "32", "made with 64, got: 32");
    assertRefused("--chunk-overlap", "9", "made with 8, got: 9");
    assertRefused("--respect", "sentence", "made with word, got: sentence");
    assertRefused("--precision", "float32", "made with int8, got: float32");
    assertRefused("--hnsw-m", "16", "made with 8, got: 16");
    assertRefused("--ef-construction", "100", "made with 50, got: 100");
  }

  private void assertRefused(String option, String value, String message) throws IOException {
    CommandRun run = index("{\"id\":\"d\",\"text\":\"x\"}", option, value);
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains(option + ": collection 'it' was " + message);
  }

  @Test
  void refusesBadOptionsOfANewCollectionInOneSentence() throws IOException {
    assertBad("--field", "year", "--field must be FIELD:TYPE with a type of keyword, long");
    assertBad("--field", "year:int", "got: year:int");
    assertBad("--field", "title:keyword", "field 'title' is declared twice");
    assertBad("--analyzer", "klingon", "the analyzer must be one of arabic, ");
    assertBad("--chunk-size", "3", "chunking size must be 0");
    assertBad("--hnsw-m", "1", "hnsw m must be between 2 and 512, got: 1");
    assertBad("--precision", "int2", "FLOAT32, INT8, INT4, BIT1");
    assertThat(run("search", "--collection", "it", "x").exitCode()).isEqualTo(3);
  }

  private void assertBad(String option, String value, String message) throws IOException {
    CommandRun run = index("{\"id\":\"a\",\"text\":\"x\"}", option, value);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void deletesByIdAndByFilterOnceItIsConfirmed() throws IOException {
    index(THREE_LINES.replace("\"soon\"", "2010"), "--field", "year:long");
    String[] byFilter = {"delete", "--collection", "it", "--filter", "year>2000"};

    CommandRun counted = run(byFilter);
    CommandRun deleted =
        run(Stream.concat(Stream.of(byFilter), Stream.of("--yes")).toArray(String[]::new));
    CommandRun byId = run("delete", "--collection", "it", "--id", "c", "--id", "zz");

    assertThat(counted.exitCode()).isEqualTo(2);
    assertThat(counted.err()).contains("the filter finds 2 documents; add --yes");
    assertThat(deleted.out()).contains("removed 2 documents");
    assertThat(byId.exitCode()).isEqualTo(FailureHandler.PARTLY_DONE);
    assertThat(byId.out()).contains("removed 1 documents");
    assertThat(byId.err()).contains("no document 'zz'");
    assertThat(run("delete", "--collection", "it").exitCode()).isEqualTo(2);
  }
}
