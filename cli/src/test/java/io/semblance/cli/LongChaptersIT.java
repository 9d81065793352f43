package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chapters of "The Origin of Species", which lie beside the project; the longest has 19,638 words.
 */
class LongChaptersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path BOOK =
      LauncherRun.ROOT
          .resolve("../shared/data/corpora/books-chapters/the-origin-of-species.jsonl.gz")
          .normalize();
  private static final String LONGEST = "the-origin-of-species/chapter-4";

  /** Enough to tell a chapter from others, and encoded in half a minute. */
  private static final Set<String> INDEXED =
      Set.of("the-origin-of-species/chapter-2", "the-origin-of-species/chapter-3", LONGEST);

  @TempDir private Path home;
  @TempDir private Path work;

  private static List<JsonNode> chapters() throws IOException {
    if (!Files.exists(BOOK) && Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      Assertions.fail("book not found: " + BOOK);
    }
    Assumptions.assumeTrue(Files.exists(BOOK), "SKIPPED: book not found: " + BOOK);
    List<JsonNode> chapters = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(BOOK)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        chapters.add(JSON.readTree(line));
      }
    }
    return chapters;
  }

  @Test
  void aQuestionAboutAPassageDeepInALongChapterFindsTheChapterOnceAndThePassage()
      throws IOException {
    List<JsonNode> chapters = chapters();
    JsonNode longest =
        chapters.stream()
            .filter(chapter -> chapter.get("id").asText().equals(LONGEST))
            .findFirst()
            .orElseThrow();
    String text = longest.get("text").asText();
    assertThat(text.split("\\s+")).hasSizeGreaterThan(19_000);
    StringBuilder input = new StringBuilder();
    chapters.stream()
        .filter(chapter -> INDEXED.contains(chapter.get("id").asText()))
        .forEach(chapter -> input.append(chapter).append('\n'));
    Path file = Files.writeString(work.resolve("chapters.jsonl"), input);

    CommandRun index =
        CommandRun.of(home, "index", "--collection", "book", "--input", file.toString());
    CommandRun search =
        CommandRun.of(
            home,
            "search",
            "--collection",
            "book",
            "--passages",
            "3",
            "--json",
            "how is the kinship of all living beings like the twigs and limbs of a growing tree?");

    assertThat(index.exitCode()).as(index.err()).isZero();
    assertThat(index.out()).doesNotContain("longer than");
    JsonNode hits = JSON.readTree(search.out()).get("hits");
    assertThat(hits.findValuesAsText("id"))
        .doesNotHaveDuplicates()
        .hasSize(INDEXED.size())
        .first()
        .isEqualTo(LONGEST);
    JsonNode passage = hits.at("/0/passages/0");
    int start = passage.get("start").asInt();
    assertThat(passage.get("field").asText()).isEqualTo("text");
    assertThat(start).isGreaterThan(text.length() * 9 / 10);
    assertThat(passage.get("text").asText())
        .isEqualTo(text.substring(start, passage.get("end").asInt()))
        .contains("green and budding twigs");
    assertThat(hits.at("/0/passages")).hasSize(3);
  }
}
