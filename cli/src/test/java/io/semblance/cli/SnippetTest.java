package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.Passage;
import io.semblance.index.PassageHit;
import io.semblance.index.PassageHit.Highlight;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {
  private static final Terminal PLAIN =
      new Terminal(
          new PrintWriter(new StringWriter()),
          new PrintWriter(new StringWriter()),
          false,
          false,
          100);
  private static final Terminal COLOUR =
      new Terminal(PLAIN.outWriter(), PLAIN.errWriter(), true, false, 100);

  private static PassageHit passage(String text, String... words) {
    List<Highlight> marks =
        Arrays.stream(words)
            .map(word -> new Highlight(text.indexOf(word), text.indexOf(word) + word.length()))
            .toList();
    return new PassageHit(new Passage("text", 0, text.length()), text, 0.5, marks);
  }

  @Test
  void aShortPassageIsShownWhole() {
    assertThat(Snippet.of(passage("All of it."), 40).styled(PLAIN)).isEqualTo("All of it.");
  }

  @Test
  void aLongPassageIsCutAroundTheMostMatches() {
    String text =
        "one word here "
            + "filler ".repeat(20)
            + "then a red lamp and a blue lamp "
            + "x ".repeat(40);
    String shown = Snippet.of(passage(text, "word", "red", "blue"), 40).styled(PLAIN);

    assertThat(shown)
        .startsWith("…")
        .endsWith("…")
        .contains("red lamp and a blue")
        .hasSizeLessThan(41);
  }

  @Test
  void withoutMatchesItBeginsAtTheBeginning() {
    assertThat(Snippet.of(passage("word ".repeat(30)), 40).styled(PLAIN))
        .isEqualTo("word word word word word word word …");
  }

  @Test
  void whatMatchesIsBoldAndControlCharactersAreGone() {
    assertThat(Snippet.of(passage("a\u001b[31m\n\nlamp b", "lamp"), 40).styled(COLOUR))
        .isEqualTo("a [31m \u001b[1mlamp\u001b[0m b");
  }

  @Test
  void aPairOfSurrogatesStaysWhole() {
    String shown = Snippet.of(passage("\uD83D\uDE00".repeat(60)), 41).styled(PLAIN);

    assertThat(shown.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
  }
}
