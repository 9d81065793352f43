package io.semblance.clustering.topics.export;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Items as CSV (RFC 4180): a header, one record a line, lines ended by CR LF; what an item does not
 * have is empty. Spreadsheets take a cell that begins with {@code = + - @}, a tab or a line break
 * for a formula: an id that does is written with an apostrophe before it.
 */
public final class ItemCsv {
  private static final String HEADER = "id,cluster,probability,x,y,outlier\r\n";
  private static final String FORMULA_STARTS = "=+-@\t\r\n";

  private ItemCsv() {}

  /** Writes the header and all items; the writer stays open and is flushed. */
  public static void write(Iterator<TopicItem> items, Writer to) throws IOException {
    to.write(HEADER);
    while (items.hasNext()) {
      TopicItem item = items.next();
      to.write(text(item.id()));
      to.write("," + item.cluster());
      to.write("," + number(item.probability()));
      to.write("," + number(item.place() == null ? null : item.place().x()));
      to.write("," + number(item.place() == null ? null : item.place().y()));
      to.write("," + item.outlier() + "\r\n");
    }
    to.flush();
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : value.toString();
  }

  private static String text(String value) {
    boolean formula = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
    String safe = formula ? "'" + value : value;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
