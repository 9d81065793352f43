package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code search} finds and prints, with the real model. */
class SearchCommandIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path home;
  @TempDir private static Path work;

  @BeforeAll
  static void index() throws IOException {
    Path input =
        Files.writeString(
            work.resolve("docs.jsonl"),
            """
            {"id":"scurvy","title":"Scurvy","text":"A lack of vitamin C makes gums bleed.","topic":"health","year":1753,"seen":"2026-01-05"}
            {"id":"rickets","title":"Rickets","text":"Children without sunlight get soft bones.","topic":["health","bones"],"year":1650,"seen":"2026-02-11"}
            {"id":"tides","title":"Tides","text":"The moon pulls the sea twice a day.","topic":"sea","year":1687,"seen":"2026-02-20"}
            {"id":"currents","title":"Currents","text":"Warm water flows through the ocean like a river.","topic":"sea","year":1770}
            {"id":"whales","title":"Whales","text":"The largest animals live in the sea and sing.","topic":"sea","year":1851,"seen":"2025-12-31"}
            """);
    CommandRun run =
        CommandRun.of(
            home,
            "index",
            "--collection",
            "facts",
            "--input",
            input.toString(),
            "--field",
            "topic:keyword",
            "--field",
            "year:long",
            "--field",
            "seen:date");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static CommandRun run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("search", "--collection", "facts"));
    arguments.addAll(List.of(options));
    return CommandRun.of(home, arguments.toArray(String[]::new));
  }

  private static JsonNode json(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--json");
    CommandRun run = run(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static List<String> ids(JsonNode result) {
    List<String> ids = new ArrayList<>();
    result.get("hits").forEach(hit -> ids.add(hit.get("id").asText()));
    return ids;
  }

  @Test
  void filtersInTheShortSyntaxAndInJson() throws IOException {
    assertThat(ids(json("the ocean", "--filter", "topic=sea", "--filter", "year>=1700")))
        .containsExactlyInAnyOrder("currents", "whales");
    assertThat(ids(json("the ocean", "-f", "!seen?"))).containsExactly("currents");
    assertThat(
            ids(
                json(
                    "the ocean",
                    "-f",
                    "{\"or\":[{\"field\":\"year\",\"op\":\"lt\",\"value\":1660},{\"field\":\"id\",\"op\":\"eq\",\"value\":\"tides\"}]}")))
        .containsExactlyInAnyOrder("rickets", "tides");
  }

  @Test
  void countsValuesStepsRangesAndMonths() throws IOException {
    JsonNode found =
        json(
            "anything",
            "--facet",
            "topic:1",
            "--facet",
            "year:..1700,1700..1800,1800..",
            "--facet",
            "seen:month");
    assertThat(found.at("/facets/topic/values").toString())
        .isEqualTo("[{\"value\":\"sea\",\"count\":3}]");
    assertThat(found.at("/facets/topic/distinct").asInt()).isEqualTo(3);
    assertThat(found.at("/facets/year/buckets").findValuesAsText("count"))
        .containsExactly("2", "2", "1");
    assertThat(found.at("/facets/year/buckets/2/from").asInt()).isEqualTo(1800);
    assertThat(found.at("/facets/year/buckets/2/to").isMissingNode()).isTrue();
    assertThat(found.at("/facets/seen/buckets").findValuesAsText("count"))
        .containsExactly("1", "1", "2");
    assertThat(found.at("/facets/seen/missing").asInt()).isEqualTo(1);
    assertThat(found.at("/total").toString()).isEqualTo("{\"value\":5,\"relation\":\"eq\"}");

    String table = run("anything", "--facet", "topic", "--facet", "year:2").out();
    assertThat(table)
        .contains("counted over 5 documents found:")
        .containsPattern("sea +3  █{24}\\R")
        .containsPattern("bones +1  █{8}\\R")
        .containsPattern("1650 … 1751 +2  █{16}\\R");
  }

  @Test
  void joinsBothListsAsAsked() throws IOException {
    String[] query = {"the sea moon", "--mode", "hybrid", "--explain"};
    JsonNode rrf = json(query).at("/hits/0");
    assertThat(rrf.get("id").asText()).isEqualTo("tides");
    assertThat(rrf.get("score").asDouble())
        .isEqualTo(1 / 61.0 + 1 / 61.0, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(rrf.at("/scores/rrf").asDouble()).isEqualTo(rrf.get("score").asDouble());
    assertThat(rrf.at("/explanation/contributions").findValuesAsText("component"))
        .containsExactly("dense", "lexical");
    assertThat(rrf.at("/explanation/lexical").asText()).contains("weight(body:moon");

    JsonNode weighted =
        json("the sea moon", "--mode", "hybrid", "--weights", "dense=1,lexical=0.5", "--rrf-k", "9")
            .at("/hits/0");
    assertThat(weighted.get("score").asDouble())
        .isEqualTo(1 / 10.0 + 0.5 / 10, org.assertj.core.data.Offset.offset(1e-9));
    JsonNode linear = json("the sea moon", "--mode", "hybrid", "--fusion", "linear").at("/hits/0");
    assertThat(linear.at("/scores/linear").asDouble()).isEqualTo(2);
  }

  @Test
  void leavesOutWhatScoresLess() throws IOException {
    JsonNode all = json("bleeding gums");
    double second = all.at("/hits/1/scores/dense").asDouble();
    JsonNode found = json("bleeding gums", "--min-score", "dense=" + (second + 1e-4));
    assertThat(ids(found)).containsExactly("scurvy");
  }

  @Test
  void findsWhatIsLikeSomeDocumentsAndUnlikeOthers() throws IOException {
    assertThat(ids(json("--like", "tides", "--unlike", "rickets", "--top", "2")))
        .doesNotContain("tides", "rickets")
        .hasSize(2);
    assertThat(
            ids(json(
                    "--like-text",
                    "bones of children",
                    "--unlike-text",
                    "sea",
                    "--strategy",
                    "sum"))
                .get(0))
        .isEqualTo("rickets");
  }

  @Test
  void pagesThroughEverythingOnceWithTokens() throws IOException {
    Set<String> seen = new HashSet<>();
    JsonNode page = json("--like-text", "water", "--top", "2");
    seen.addAll(ids(page));
    while (page.has("next_cursor")) {
      page =
          json("--like-text", "water", "--top", "2", "--cursor", page.get("next_cursor").asText());
      assertThat(ids(page)).doesNotContainAnyElementsOf(seen);
      seen.addAll(ids(page));
    }
    assertThat(seen).hasSize(5);
    assertThat(run("water", "--top", "2").out()).contains("next page: --cursor ");
  }

  @Test
  void showsPassagesWithTheWordsThatMatch() throws IOException {
    JsonNode passage =
        json("vitamin", "--highlight", "--filter", "id=scurvy").at("/hits/0/passages/0");
    assertThat(passage.get("field").asText()).isEqualTo("text");
    assertThat(passage.get("text").asText()).isEqualTo("A lack of vitamin C makes gums bleed.");
    assertThat(passage.get("highlights").toString()).isEqualTo("[{\"start\":10,\"end\":17}]");
    assertThat(json("vitamin").at("/hits/0/passages/0").has("highlights")).isFalse();
    assertThat(run("vitamin").out()).contains("scurvy", "A lack of vitamin C makes gums bleed.");

    StringWriter out = new StringWriter();
    Terminal colour =
        new Terminal(new PrintWriter(out), new PrintWriter(new StringWriter()), true, false, 100);
    Main.run(colour, "search", "-c", "facts", "vitamin", "--home", home.toString());
    assertThat(out.toString()).contains("A lack of \u001b[1mvitamin\u001b[0m C makes");
  }

  @Test
  void answersAFileOfQueriesAsLinesAndAsARun() throws IOException {
    Path queries =
        Files.writeString(
            work.resolve("queries.jsonl"),
            "{\"_id\":\"q1\",\"text\":\"bleeding gums\"}\n\nwhat makes the sea rise?\n");
    Path runFile = work.resolve("dense.run");

    CommandRun lines = run("--queries", queries.toString(), "--top", "2", "--json");
    CommandRun written =
        run("--queries", queries.toString(), "--top", "2", "--run", runFile.toString());

    List<String> out = lines.out().lines().toList();
    assertThat(out).hasSize(2);
    assertThat(JSON.readTree(out.get(0)).get("query_id").asText()).isEqualTo("q1");
    assertThat(ids(JSON.readTree(out.get(0))).get(0)).isEqualTo("scurvy");
    assertThat(JSON.readTree(out.get(1)).get("query_id").asText()).isEqualTo("3");
    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(Files.readAllLines(runFile))
        .hasSize(4)
        .first()
        .asString()
        .matches("q1 Q0 scurvy 1 0\\.\\d+ semblance-dense");
  }

  @Test
  void refusesBadInputInOneSentence() throws IOException {
    assertRefused("nothing to look for: give a QUERY");
    assertRefused("too much to look for", "x", "--like", "tides");
    assertRefused("--strategy says how examples decide", "x", "--strategy", "sum");
    assertRefused("a search by words needs a text", "--like", "tides", "--mode", "hybrid");
    assertRefused(
        "field 'lang' is not declared; filters and facets may name: id", "x", "-f", "lang=en");
    assertRefused("field 'lang' is not declared", "x", "--facet", "lang");
    assertRefused("field 'year' (declared long)", "x", "-f", "year=" + "9".repeat(50));
    assertRefused("a filter must be JSON or look like", "x", "-f", "=");
    assertRefused(
        "filter at '/op': op must be one of",
        "x",
        "-f",
        "{\"field\":\"year\",\"op\":\"~\",\"value\":1}");
    assertRefused(
        "a filter may be 32 deep", "x", "-f", "{\"not\":".repeat(40) + "{}" + "}".repeat(40));
    assertRefused("a filter must be JSON", "x", "-f", "{\"and\":[");
    assertRefused("--facet must be FIELD, FIELD:N", "x", "--facet", "topic:many");
    assertRefused("a range of --facet must be FROM..TO", "x", "--facet", "year:1..2,3");
    assertRefused("facet 'topic' must have 1 to 10000 values, got: 0", "x", "--facet", "topic:0");
    assertRefused("diversity must be between 0 and 1, got: 2.0", "x", "--diversity", "2");
    assertRefused("candidates must be between 0 and 10000", "x", "--candidates", "10001");
    assertRefused("DENSE, LEXICAL, FUSED", "x", "--min-score", "cosine=1");
    assertRefused("fusion weight of dense", "x", "--mode", "hybrid", "--weights", "dense=-1");
    assertRefused("--rrf-k is of --fusion rrf", "x", "--fusion", "linear", "--rrf-k", "1");
    assertRefused("cursor must be the next_cursor", "x", "--cursor", "AAAA");
    assertRefused("passages must be between 0 and 100", "x", "--passages", "101");
    assertRefused("--run needs --queries", "x", "--run", "file");
    Path short3 = Files.writeString(work.resolve("short.json"), "[1,2,3]");
    assertRefused("256 dimensions, got: 3", "--vector", short3.toString());
    Path text = Files.writeString(work.resolve("text.json"), "[1,\"x\"]");
    assertRefused("--vector must be a JSON array of numbers", "--vector", text.toString());
    Path bad = Files.writeString(work.resolve("bad.jsonl"), "{\"text\":\"x\"}\n");
    assertRefused("line 1: must have an _id and a text", "--queries", bad.toString());
    assertThat(run("--like", "nobody").exitCode()).isEqualTo(3);
  }

  private static void assertRefused(String message, String... options) {
    CommandRun run = run(options);
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
