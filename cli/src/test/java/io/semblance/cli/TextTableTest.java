package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsColumnsAndCutsTheLast() {
    StringWriter out = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(out), false, false, 30);
    TextTable table = new TextTable(">n", "id", "text");

    table.row("1", "a", "short");
    table.row("10", "bcd", "a text that is much too long for it");
    table.print(terminal);

    assertThat(out.toString().lines())
        .containsExactly(" n  id   text", " 1  a    short", "10  bcd  a text that is much …");
  }

  @Test
  void keepsControlCharactersOutAndSurrogatePairsWhole() {
    assertThat(TextTable.singleLine("a\u001b[31m\n\tb")).isEqualTo("a [31m b");
    assertThat(TextTable.shorten("ab😀cd", 4)).isEqualTo("ab…");
  }
}
