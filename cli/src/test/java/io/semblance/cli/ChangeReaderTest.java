package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.index.SourceDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {
  private final List<String> problems = new ArrayList<>();

  private List<SourceDocument> read(byte[] input) {
    try (InputFile file = InputFile.ofStream(new ByteArrayInputStream(input))) {
      DocumentReader reader =
          new DocumentReader(
              "in", file, (line, problem) -> problems.add(line + ": " + problem), false);
      List<SourceDocument> documents = new ArrayList<>();
      reader.forEachRemaining(documents::add);
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<SourceDocument> read(String input) {
    return read(input.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsIdTitleTextAndMetadata() {
    List<SourceDocument> documents =
        read(
            "{\"_id\":\"a\",\"title\":\"T\",\"text\":\"x\",\"year\":2026}\n{\"id\":7,\"text\":\"y\"}");

    assertThat(documents)
        .containsExactly(
            new SourceDocument("a", Map.of("title", "T", "text", "x", "year", 2026)),
            SourceDocument.of("7", "y"));
    assertThat(problems).isEmpty();
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
        "{\"id\":\"a\"}|must have a text or a title",
        "{\"id\":\"a\",\"text\":5}|text must be a string, got: 5",
        "{\"id\":\"a\\ud800\",\"text\":\"x\"}|lone surrogate"
      })
  void reportsABadLineByNumberAndReasonAndReadsOn(String line, String problem) {
    List<SourceDocument> documents =
        read("{\"id\":\"1\",\"text\":\"ok\"}\n" + line + "\n{\"id\":\"2\",\"text\":\"ok\"}\n");

    assertThat(documents).extracting(SourceDocument::id).containsExactly("1", "2");
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
      DocumentReader strict =
          new DocumentReader(
              "in",
              file,
              (line, problem) -> {
                throw SemblanceException.invalid(line + ": " + problem);
              },
              true);
      strict.next();
      assertThatThrownBy(strict::next).hasMessage("2: an id must come once, got again: 'a'");
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
