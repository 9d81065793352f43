package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about collections with real models, in one JVM. */
class CollectionsCommandIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 60;

  @TempDir private Path home;
  @TempDir private Path work;

  private CommandRun run(String... arguments) {
    return CommandRun.of(home, arguments);
  }

  private CommandRun done(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode()).as("%s%n%s", String.join(" ", arguments), run.err()).isZero();
    return run;
  }

  private JsonNode json(String... arguments) throws IOException {
    return JSON.readTree(done(arguments).out());
  }

  @BeforeEach
  void indexSomeDocuments() throws IOException {
    index(IntStream.range(0, DOCUMENTS).mapToObj(i -> line("d" + i, "fact " + i)));
  }

  private void index(java.util.stream.Stream<String> lines) throws IOException {
    Path input = work.resolve("docs.jsonl");
    Files.writeString(input, lines.collect(Collectors.joining("\n")));
    done("index", "--collection", "facts", "--input", input.toString());
  }

  private static String line(String id, String text) {
    return "{\"_id\":\"" + id + "\",\"title\":\"\",\"text\":\"" + text + " about the sea\"}";
  }

  @Test
  void listsAndShowsWithoutLoadingAModel() throws IOException {
    JsonNode shown = json("collections", "show", "facts", "--json");

    assertThat(shown.path("documents").asInt()).isEqualTo(DOCUMENTS);
    assertThat(shown.path("chunks").asInt()).isEqualTo(DOCUMENTS);
    assertThat(shown.path("dimensions").asInt()).isEqualTo(256);
    assertThat(shown.path("model").asText()).isEqualTo("all-MiniLM-L6-v2-256");
    assertThat(shown.path("bytes_by_kind").has("vectors")).isTrue();
    assertThat(done("collections", "show", "facts").out())
        .contains("documents         60", "vectors", "cosine");
    assertThat(done("collections", "list").out()).contains("facts", "60", "256");
    assertThat(json("collections", "list", "--json").get(0)).isEqualTo(shown);
    assertThat(run("collections", "show", "nothing").exitCode()).isEqualTo(3);
  }

  @Test
  void deletesOnlyWhenToldTwiceAndNotBehindAnAlias() {
    done("collections", "alias", "live", "facts");

    CommandRun unsure = run("collections", "delete", "facts");
    CommandRun behindAlias = run("collections", "delete", "facts", "--yes");
    done("collections", "alias", "live", "--remove");
    CommandRun deleted = done("collections", "delete", "facts", "--yes");

    assertThat(unsure.exitCode()).isEqualTo(2);
    assertThat(unsure.err()).contains("'facts' with 60 documents for good", "--yes");
    assertThat(behindAlias.exitCode()).isEqualTo(4);
    assertThat(behindAlias.err()).contains("an alias stands for it: live");
    assertThat(deleted.out()).contains("deleted collection 'facts'");
    assertThat(done("collections", "list").out()).contains("no collections yet");
  }

  @Test
  void savesAndRestores() throws IOException {
    String id = json("collections", "snapshot", "facts", "--json").path("id").asText();
    JsonNode again = json("collections", "snapshot", "facts", "--json");
    assertThat(again.path("new_files").asInt()).isZero();
    assertThat(done("collections", "snapshots").out()).contains(id, "60");
    assertThat(done("collections", "snapshots", "--verify").out()).contains("2 snapshots");

    done("collections", "restore", id, "--as", "copy");

    assertThat(json("collections", "show", "copy", "--json").path("documents").asInt())
        .isEqualTo(DOCUMENTS);
    assertThat(done("search", "--collection", "copy", "fact 7 about the sea").out()).contains("d7");
    done("collections", "snapshots", "--delete", id);
    Path file;
    try (java.util.stream.Stream<Path> files = Files.list(home.resolve("snapshots/files"))) {
      file = files.findFirst().orElseThrow();
    }
    Files.writeString(file, "damaged");
    CommandRun damaged = run("collections", "snapshots", "--verify");
    assertThat(damaged.exitCode()).isEqualTo(6);
    assertThat(damaged.err()).contains(file.getFileName().toString());
  }

  @Test
  void measuresMergesAndPurges() throws IOException {
    index(java.util.stream.Stream.of(line("d0", "replaced")));
    assertThat(json("collections", "show", "facts", "--json").path("deleted_documents").asInt())
        .isEqualTo(1);

    JsonNode purged = json("collections", "purge", "facts", "--json");
    CommandRun optimized = done("collections", "optimize", "facts");
    JsonNode report = json("collections", "report", "facts", "--ef", "100", "--json");

    assertThat(purged.path("documents").asInt()).isEqualTo(1);
    assertThat(purged.path("deletedSince").asInt()).isZero();
    assertThat(optimized.out()).startsWith("1 segments");
    assertThat(report.path("rows")).hasSize(2);
    assertThat(report.path("rows").get(1).path("recall").asDouble()).isEqualTo(1);
    Path queries = Files.writeString(work.resolve("queries.txt"), "the sea\nfact 9\n");
    assertThat(done("collections", "report", "facts", "--queries", queries.toString()).out())
        .contains("recall@10", "graph", "2 queries on 60 documents");
  }

  @Test
  void migratesToAnotherModelAndBack() throws IOException {
    CommandRun noAlias = run("collections", "migrate", "facts", "--model", "all-MiniLM-L6-v2");
    assertThat(noAlias.exitCode()).isEqualTo(2);
    assertThat(noAlias.err()).contains("'facts' is a collection");
    done("collections", "alias", "facts", "--move", "facts-1");

    CommandRun copied =
        done("collections", "migrate", "facts", "--model", "all-MiniLM-L6-v2", "--sample", "20");
    assertThat(copied.out()).contains("60 documents are in collection 'facts-2'", "both models");
    assertThat(done("collections", "migrate", "facts").out())
        .contains("not committed; 0 changes to bring over");
    done("collections", "migrate", "facts", "--commit");

    assertThat(json("collections", "show", "facts", "--json").path("dimensions").asInt())
        .isEqualTo(384);
    assertThat(done("search", "--collection", "facts", "fact 7 about the sea").out())
        .contains("d7");
    done("collections", "migrate", "facts", "--rollback");
    assertThat(json("collections", "show", "facts", "--json").path("name").asText())
        .isEqualTo("facts-1");
    done("collections", "migrate", "facts", "--abandon");
    assertThat(json("collections", "list", "--json")).hasSize(1);
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        new String[] {
          "list",
          "show",
          "alias",
          "snapshot",
          "snapshots",
          "restore",
          "report",
          "migrate",
          "optimize",
          "purge",
          "delete"
        }) {
      CommandRun help = CommandRun.of(null, "collections", command, "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: semblance collections " + command);
    }
  }
}
