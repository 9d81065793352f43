package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of one search, each read by a process of its own. */
class SearchPagesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TWO =
      """
      {"id":"a","text":"The moon pulls the sea."}
      {"id":"b","text":"Bread rises overnight."}
      """;

  @TempDir private Path home;
  @TempDir private Path work;

  private LauncherRun search(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("search", "--collection", "two", "--top", "1", "--json"));
    command.addAll(List.of(options));
    return LauncherRun.of(work, Map.of("SEMBLANCE_HOME", home.toString()), command);
  }

  private void index(String documents) throws IOException {
    Path input = Files.writeString(work.resolve("two.jsonl"), documents);
    CommandRun run = CommandRun.of(home, "index", "-c", "two", "-i", input.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void aTokenIsGoodInAnotherProcessUntilTheCollectionChanges() throws IOException {
    index(TWO);
    String[] query = {"--like-text", "tides of the ocean", "--diversity", "0.1"};
    LauncherRun begun = search(query);
    assertThat(begun.exitCode()).as(begun.err() + begun.out()).isZero();
    JsonNode first = JSON.readTree(begun.out());
    String token = first.get("next_cursor").asText();
    String[] next = {query[0], query[1], query[2], query[3], "--cursor", token};

    JsonNode second = JSON.readTree(search(next).out());
    index("{\"id\":\"c\",\"text\":\"A third.\"}");
    LauncherRun expired = search(next);

    assertThat(first.at("/hits/0/id").asText()).isEqualTo("a");
    assertThat(second.at("/hits/0/id").asText()).isEqualTo("b");
    assertThat(second.at("/hits/0/rank").asInt()).isEqualTo(2);
    assertThat(second.has("next_cursor")).isFalse();
    assertThat(expired.exitCode()).isEqualTo(4);
    assertThat(expired.err()).contains("the cursor has expired; begin with the first page again");
  }
}
