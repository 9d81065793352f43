package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mining, deduplication, clusters and topics of the sample corpora with the real model. */
class MiningCommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CORPORA =
      Path.of(System.getProperty("semblance.root"), "sample-corpora");
  private static final Path QUESTIONS = CORPORA.resolve("paraphrases/sentences.tsv");
  private static final Path GOLD = CORPORA.resolve("paraphrases/duplicates.tsv");
  private static final Path TOPICS = CORPORA.resolve("topics/data.jsonl");

  @TempDir private static Path home;
  @TempDir private Path work;

  private static CommandRun run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return CommandRun.of(home, words);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  /** The same lines in another order, the heading first. */
  private Path shuffled(Path file, int heading) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> rest = new ArrayList<>(lines.subList(heading, lines.size()));
    Collections.shuffle(rest, new Random(5));
    List<String> all = new ArrayList<>(lines.subList(0, heading));
    all.addAll(rest);
    return Files.write(work.resolve("shuffled-" + file.getFileName()), all);
  }

  @Test
  void minesParaphrasesAndMeasuresThem() throws IOException {
    Path pairs = work.resolve("pairs.tsv");
    JsonNode summary =
        json(
            run(
                "mine",
                "--input",
                QUESTIONS,
                "--min-score",
                0.5,
                "--gold",
                GOLD,
                "--output",
                pairs,
                "--json"));

    assertThat(summary.get("texts").asInt()).isEqualTo(660);
    assertThat(summary.get("exact").asBoolean()).isTrue();
    assertThat(summary.at("/gold/recall").asDouble()).isGreaterThan(0.7);
    List<String> lines = Files.readAllLines(pairs);
    assertThat(lines.get(0)).isEqualTo("score\tid1\tid2\ttext1\ttext2");
    assertThat(lines).hasSize(1 + summary.get("pairs").asInt());
    assertThat(lines.subList(1, lines.size()))
        .extracting(line -> Double.parseDouble(line.split("\t")[0]))
        .isSortedAccordingTo((a, b) -> Double.compare(b, a))
        .allMatch(score -> score >= 0.5);
  }

  @Test
  void theGraphFindsTheSamePairsAmongFewTexts() throws IOException {
    JsonNode exact = json(run("mine", "--input", QUESTIONS, "--mode", "exact", "--json"));
    JsonNode graph = json(run("mine", "--input", QUESTIONS, "--mode", "graph", "--json"));
    assertThat(graph.get("pairs").asInt()).isEqualTo(exact.get("pairs").asInt());
    assertThat(graph.get("recall").asDouble()).isGreaterThanOrEqualTo(0.95);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mine", "dedup", "cluster", "topics"})
  void shuffledInputAndMoreThreadsGiveTheSameBytes(String command) throws IOException {
    boolean isTable = command.equals("mine") || command.equals("dedup");
    Path input = isTable ? QUESTIONS : TOPICS;
    Path one = work.resolve("one");
    Path other = work.resolve("other");
    CommandRun first = run(command, "--input", input, "--threads", 1, "--output", one);
    CommandRun second =
        run(
            command,
            "--input",
            shuffled(input, isTable ? 1 : 0),
            "--threads",
            2,
            "--output",
            other);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(other).hasSameBinaryContentAs(one);
    assertThat(one).isNotEmptyFile();
  }

  @Test
  void saysWhichTextsToKeepAndWhy() throws IOException {
    Path input =
        Files.writeString(
            work.resolve("texts.tsv"),
            """
            a	The parcel has not arrived yet.
            b	the parcel  has not arrived yet.
            c	My cat sleeps all day.
            d	Has my parcel not arrived yet?
            """);
    Path decisions = work.resolve("decisions.jsonl");
    Path kept = work.resolve("kept.tsv");
    CommandRun run =
        run(
            "dedup",
            "--input",
            input,
            "--min-score",
            0.8,
            "--keep",
            "first",
            "--output",
            decisions,
            "--kept",
            kept);

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(decisions)) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).hasSize(4);
    JsonNode b = find(lines, "b");
    assertThat(b.get("action").asText()).isEqualTo("delete");
    assertThat(b.get("tier").asText()).isEqualTo("text");
    assertThat(b.get("keep").asText()).isEqualTo("a");
    JsonNode d = find(lines, "d");
    assertThat(d.get("tier").asText()).isEqualTo("meaning");
    assertThat(d.get("score").asDouble()).isBetween(0.8, 1.0);
    assertThat(Files.readAllLines(kept))
        .extracting(line -> line.split("\t")[0])
        .containsExactlyInAnyOrder("a", "c");
    assertThat(run.out()).contains("2 of 4 texts can go");
  }

  private static JsonNode find(List<JsonNode> lines, String id) {
    return lines.stream()
        .filter(line -> line.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"leiden", "kmeans --k 20 --restarts 4", "agglomerative --k 20 --linkage ward"})
  void clustersAgreeWithTheLabels(String algorithm) throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of("cluster", "--input", TOPICS, "--json", "--algorithm"));
    Collections.addAll(arguments, (Object[]) algorithm.split(" "));
    JsonNode result = json(run(arguments.toArray()));
    assertThat(result.at("/labels/v_measure").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void kmeansChoosesTheKOfTheBestSilhouetteAndShowsWhatItTried() throws IOException {
    JsonNode result = json(run("cluster", "--input", TOPICS, "--algorithm", "kmeans", "--json"));
    int chosen = result.at("/parameters/k").asInt();
    List<JsonNode> trials = new ArrayList<>();
    result.get("trials").forEach(trials::add);
    assertThat(result.get("clusters")).hasSize(chosen);
    assertThat(trials).hasSizeGreaterThan(5);
    assertThat(trials)
        .filteredOn(trial -> trial.get("k").asInt() == chosen)
        .singleElement()
        .extracting(trial -> trial.get("silhouette").asDouble())
        .isEqualTo(
            trials.stream().mapToDouble(t -> t.get("silhouette").asDouble()).max().orElseThrow());
  }

  @Test
  void topicsHaveNamesKeywordsAndExamples() {
    CommandRun run = run("topics", "--input", TOPICS, "--show", 3);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("texts)").contains("   - ").contains("against the labels");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void hardlyAnyTextsAreNoFailure(int texts) throws IOException {
    String lines =
        IntStream.range(0, texts)
            .mapToObj(i -> "text number " + i + "\n")
            .collect(Collectors.joining());
    Path input = Files.writeString(work.resolve("few.txt"), lines);
    for (String command : List.of("mine", "dedup", "cluster", "topics")) {
      CommandRun run = run(command, "--input", input, "--json");
      assertThat(run.exitCode()).as(command + " of " + texts + run.err()).isZero();
      assertThat(run.out()).doesNotContain("NaN");
    }
    assertThat(run("cluster", "--input", input, "--algorithm", "kmeans").exitCode()).isZero();
  }

  @Test
  void equalTextsAreOneTextThatCountsForAll() throws IOException {
    Path input = Files.writeString(work.resolve("equal.txt"), "the same\n".repeat(50));
    assertThat(json(run("mine", "--input", input, "--json")).get("pairs").asInt())
        .isEqualTo(50 * 49 / 2);
    assertThat(json(run("dedup", "--input", input, "--json")).get("kept").asInt()).isEqualTo(1);
    assertThat(run("topics", "--input", input).exitCode()).isZero();
  }

  @Test
  void tooLowAThresholdKeepsTheClosestAndSaysSo() throws IOException {
    CommandRun run = run("mine", "--input", QUESTIONS, "--min-score", -1, "--max-pairs", 100);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("100 pairs");
    assertThat(run.err()).contains("there were more pairs");
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() {
    assertThat(run("cluster", "--input", TOPICS, "--algorithm", "agglomerative").err())
        .contains("--algorithm agglomerative needs --k N");
    assertThat(run("mine").err()).contains("--input FILE, or --collection NAME");
    assertThat(run("mine", "--input", "nowhere.txt").exitCode()).isEqualTo(3);
    assertThat(run("topics", "--input", TOPICS, "--show", -1).err())
        .contains("--show must be at least 0, got: -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mine", "dedup", "cluster"})
  void anOutputThatCannotBeWrittenIsAFailureOfTheDiskAndNoDefect(String command) {
    CommandRun run =
        run(command, "--input", QUESTIONS, "--output", work.resolve("missing").resolve("out"));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(6);
    assertThat(run.err()).contains("cannot write what was asked for").doesNotContain("\tat ");
  }

  @Test
  void workThatWasStoppedGoesOnWithTheVectorsThatItHas() throws IOException {
    Path folder = work.resolve("work");
    JsonNode first = json(run("mine", "--input", QUESTIONS, "--work", folder, "--json"));
    JsonNode second = json(run("mine", "--input", QUESTIONS, "--work", folder, "--json"));
    assertThat(second.get("pairs")).isEqualTo(first.get("pairs"));
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("vectors-"));
    }
  }

  @Test
  void clustersOfACollectionAreFieldsToFilterAndCountBy() throws IOException {
    Path input = CORPORA.resolve("topics/data.jsonl");
    assertThat(run("index", "--collection", "notes", "--input", input).exitCode()).isZero();
    JsonNode made = json(run("cluster", "--collection", "notes", "--as", "topics", "--json"));
    assertThat(made.get("id").asText()).isEqualTo("topics");
    int size = made.at("/clusters/0/size").asInt();

    JsonNode found =
        json(
            run(
                "search",
                "--collection",
                "notes",
                "money",
                "--filter",
                "clusterings.topics=0",
                "--facet",
                "clusterings.topics",
                "--json"));
    assertThat(found.at("/total/value").asInt()).isEqualTo(size);

    CommandRun groups = run("dedup", "--collection", "notes", "--min-score", 0.9);
    assertThat(groups.exitCode()).as(groups.err()).isZero();
    CommandRun pairs = run("mine", "--collection", "notes", "--min-score", 0.8);
    assertThat(pairs.exitCode()).as(pairs.err()).isZero();
    assertThat(pairs.out()).contains("all compared");
  }
}
