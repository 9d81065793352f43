package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemReaderTest {
  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();

  private ItemReader reader(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return reader(file);
  }

  private ItemReader reader(Path file) {
    PrintWriter out = new PrintWriter(new StringWriter());
    Terminal terminal = new Terminal(out, new PrintWriter(errors, true), false, false, 100);
    return new ItemReader(file.toString(), null, "label", terminal);
  }

  @Test
  void aLineIsATextAndItsNumberTheId() throws IOException {
    assertThat(reader("texts.txt", "pears\napples\n").read())
        .containsExactly(new TextItem("2", "apples", null), new TextItem("1", "pears", null));
  }

  @Test
  void aTableHasIdsAndMayHaveAHeading() throws IOException {
    assertThat(reader("texts.tsv", "id\ttext\na\tapples\tmore\nb\tpears\n").read())
        .containsExactly(new TextItem("a", "apples", null), new TextItem("b", "pears", null));
  }

  @Test
  void objectsHaveTitleSubjectAndTextInOneAndALabel() throws IOException {
    String lines =
        """
        {"_id":7,"title":"Fruit","text":"apples","label":"food"}
        {"id":"x","subject":"Re: pears","text":"yes"}
        {"text":"plums"}
        """;
    assertThat(reader("texts.jsonl", lines).read())
        .containsExactly(
            new TextItem("7", "Fruit\napples", "food"),
            new TextItem("x", "Re: pears\nyes", null),
            new TextItem("3", "plums", null));
  }

  @Test
  void gzipIsReadAsWhatItHolds() throws IOException {
    Path file = folder.resolve("texts.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\tapples\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(reader(file).read()).containsExactly(new TextItem("a", "apples", null));
  }

  @Test
  void theOrderOfTheLinesDoesNotMatter() throws IOException {
    List<TextItem> one = reader("one.tsv", "a\tpears\nb\tapples\nc\tpears\n").read();
    List<TextItem> other = reader("other.tsv", "c\tpears\na\tpears\nb\tapples\n").read();
    assertThat(one).isEqualTo(other);
  }

  @Test
  void badLinesAreToldOfAndPassedOver() throws IOException {
    ItemReader reader = reader("texts.tsv", "a\tapples\nno tab\na\tpears\nb\t \nc\tplums\n");
    assertThat(reader.read()).extracting(TextItem::id).containsExactly("a", "c");
    assertThat(reader.refused()).isEqualTo(3);
    assertThat(errors.toString())
        .contains("texts.tsv line 2: a line must be an id, a tab and a text")
        .contains("texts.tsv line 3: ids must differ, repeated: a")
        .contains("texts.tsv line 4: the text must not be blank");
  }
}
