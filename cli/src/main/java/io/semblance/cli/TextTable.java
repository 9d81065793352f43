package io.semblance.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, aligned; the last column takes the width that is left and is cut there. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;

  /**
   * Makes a table.
   *
   * @param headings one a column; a heading that starts with {@code >} aligns its column to the
   *     right
   */
  TextTable(String... headings) {
    right = new boolean[headings.length];
    String[] clean = new String[headings.length];
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      clean[i] = right[i] ? headings[i].substring(1) : headings[i];
    }
    rows.add(clean);
  }

  void row(String... cells) {
    rows.add(Arrays.stream(cells).map(TextTable::singleLine).toArray(String[]::new));
  }

  void print(Terminal terminal) {
    List<String> lines = lines(terminal.width());
    for (int i = 0; i < lines.size(); i++) {
      terminal.print(i == 0 ? terminal.dim(lines.get(i)) : lines.get(i));
    }
  }

  /** The headings and each row as a line. */
  List<String> lines(int width) {
    int[] widths = widths(width);
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private int[] widths(int total) {
    int last = right.length - 1;
    int[] widths = new int[right.length];
    int used = 0;
    for (int column = 0; column < last; column++) {
      int index = column;
      widths[column] = rows.stream().mapToInt(row -> row[index].length()).max().orElse(0);
      used += widths[column] + GAP.length();
    }
    widths[last] = Math.max(20, total - used);
    return widths;
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.length; column++) {
      String cell = shorten(row[column], widths[column]);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP).append(right[column] ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  /** Cuts a text at {@code width} UTF-16 units, not inside a surrogate pair. */
  static String shorten(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = width - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /** Control characters and line breaks would break the table, or the terminal. */
  static String singleLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
