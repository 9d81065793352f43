package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.Change;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.Precondition;
import io.semblance.index.SourceDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeReaderTest {
  private static final List<String> TEXT_FIELDS = List.of("title", "text");

  private final List<String> problems = new ArrayList<>();

  private final class Heard implements ChangeReader.Listener {
    @Override
    public void change(long line, Change change) {}

    @Override
    public void badLine(long line, String problem) {
      problems.add(line + ": " + problem);
    }
  }

  private List<Change> read(byte[] input) {
    try (InputFile file = InputFile.ofStream(new ByteArrayInputStream(input))) {
      List<Change> changes = new ArrayList<>();
      new ChangeReader("in", file, TEXT_FIELDS, new Heard(), false).forEachRemaining(changes::add);
      return changes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Change> read(String input) {
    return read(input.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsIdTextsAndMetadata() {
    List<Change> changes =
        read(
            "{\"_id\":\"a\",\"title\":\"T\",\"text\":\"x\",\"year\":2026}\n{\"id\":7,\"text\":\"y\"}");

    assertThat(changes)
        .containsExactly(
            new Change.Upsert(
                new SourceDocument("a", Map.of("title", "T", "text", "x", "year", 2026))),
            new Change.Upsert(SourceDocument.of("7", "y")));
    assertThat(problems).isEmpty();
  }

  @Test
  void readsOperations() {
    List<Change> changes =
        read(
            """
            {"op":"upsert","id":"a","doc":{"text":"x"}}
            {"op":"patch","id":"a","doc":{"year":null,"lang":"en"}}
            {"op":"delete","id":"b"}
            """);

    Map<String, Object> fields = new HashMap<>();
    fields.put("year", null);
    fields.put("lang", "en");
    assertThat(changes)
        .containsExactly(
            new Change.Upsert(SourceDocument.of("a", "x")),
            new Change.Patch("a", fields, Precondition.NONE),
            new Change.Delete("b"));
    assertThat(problems).isEmpty();
  }

  @Test
  void readsPassagesThatComeWithADocument() {
    Change change =
        read("""
                {"id":"a","title":"A title","text":"One. Two.","chunks":[\
                {"start":0,"end":4,"vector":[1,0.5]},{"field":"title","start":2,"end":7}]}
                """)
            .get(0);

    SourceDocument document = ((Change.Upsert) change).document();
    assertThat(document.fields()).containsOnlyKeys("title", "text");
    assertThat(document.passages())
        .containsExactly(
            new GivenPassage(new Passage("text", 0, 4), new float[] {1, 0.5f}),
            new GivenPassage(new Passage("title", 2, 7), null));
  }

  @Test
  void passesOverBlankLinesAndWindowsLineEnds() {
    assertThat(read("\n{\"id\":\"a\",\"text\":\"x\"}\r\n \n")).hasSize(1);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json|is not a JSON object",
        "[1]|is not a JSON object",
        "null|must be a JSON object, got: null",
        "{\"id\":\"a\",\"text\":\"x\"} tail|is not a JSON object",
        "{\"id\":\"a\",\"id\":\"b\",\"text\":\"x\"}|Duplicate field 'id'",
        "{\"text\":\"x\"}|must have an _id or id that is a string or an integer, got: null",
        "{\"id\":1.5,\"text\":\"x\"}|got: 1.5",
        "{\"id\":\"\",\"text\":\"x\"}|a document id must have 1 to 512 bytes of UTF-8, got: 0",
        "{\"id\":\"a\"}|must have a text in one of the collection's text fields: title, text",
        "{\"id\":\"a\",\"text\":5}|field 'text' must be a string, got: 5",
        "{\"op\":\"index\",\"id\":\"a\"}|op must be upsert, patch or delete, got: index",
        "{\"op\":\"patch\",\"id\":\"a\"}|doc must be a JSON object, got: null",
        "{\"op\":\"delete\",\"id\":\"a\",\"text\":\"x\"}|may have id and doc beside it, got: text",
        "{\"op\":\"patch\",\"id\":\"a\",\"doc\":{\"chunks\":[]}}|a patch cannot hold chunks",
        "{\"id\":\"a\",\"text\":\"x\",\"chunks\":[]}|chunks must be an array with at least one chunk",
        "{\"id\":\"a\",\"text\":\"x\",\"chunks\":[{\"begin\":0}]}|a chunk must be an object with",
        "{\"id\":\"a\",\"text\":\"x\",\"chunks\":[{\"start\":0}]}|end must be a whole number",
        "{\"id\":\"a\",\"text\":\"x\",\"chunks\":[{\"start\":3,\"end\":1}]}|0 <= start <= end",
        "{\"id\":\"a\",\"text\":\"x\",\"chunks\":[{\"start\":0,\"end\":1,\"vector\":[null]}]}|numbers only",
        "{\"id\":\"a\\ud800\",\"text\":\"x\"}|lone surrogate"
      })
  void reportsABadLineByNumberAndReasonAndReadsOn(String line, String problem) {
    List<Change> changes =
        read("{\"id\":\"1\",\"text\":\"ok\"}\n" + line + "\n{\"id\":\"2\",\"text\":\"ok\"}\n");

    assertThat(changes).extracting(Change::id).containsExactly("1", "2");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith("2: ").contains(problem);
  }

  @Test
  void reportsInvalidUtf8() {
    read(new byte[] {'{', (byte) 0xff, '}', '\n'});

    assertThat(problems).containsExactly("1: is not UTF-8");
  }

  @Test
  void countsOrRefusesRepeatedIds() throws IOException {
    String twice = "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}\n";
    assertThat(read(twice)).hasSize(2);

    try (InputFile file =
        InputFile.ofStream(new ByteArrayInputStream(twice.getBytes(StandardCharsets.UTF_8)))) {
      ChangeReader strict = new ChangeReader("in", file, TEXT_FIELDS, new Heard(), true);
      strict.next();
      assertThat(strict.hasNext()).isFalse();
      assertThat(problems).containsExactly("2: an id must come once, got again: 'a'");
    }
  }

  @Test
  void skipsALineThatIsTooLongAndReadsOn() throws IOException {
    byte[] input = ("x".repeat(100) + "\nshort\n").getBytes(StandardCharsets.UTF_8);
    LineReader lines = new LineReader(new ByteArrayInputStream(input), 50);

    assertThat(lines.next().problem()).isEqualTo("a line must have at most 50 bytes, got: 100");
    assertThat(lines.next()).isEqualTo(new LineReader.Line(2, "short", null));
    assertThat(lines.next()).isNull();
  }

  @Test
  void remembersManyIds() {
    SeenIds seen = new SeenIds();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add("id-" + i)).isTrue();
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add("id-" + i)).isFalse();
    }
  }
}
