package io.semblance.cli;

import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of a file. A line that breaks a rule is told of and passed over. One thread at a
 * time.
 */
final class ItemReader {
  /** After this many bad lines only their count is told. */
  private static final int MAX_TOLD = 20;

  private final String file;
  private final String labelField;
  private final Terminal terminal;
  private final SeenIds ids = new SeenIds();
  private final List<TextItem> items = new ArrayList<>();
  private @Nullable ItemFormat format;
  private long refused;

  /**
   * Prepares.
   *
   * @param format or null to tell it by the file's name and first line
   * @param labelField what a label is called in JSON
   */
  ItemReader(String file, @Nullable ItemFormat format, String labelField, Terminal terminal) {
    this.file = file;
    this.format = format;
    this.labelField = labelField;
    this.terminal = terminal;
  }

  /** All texts, ordered by content. */
  List<TextItem> read() {
    try (InputFile input = InputFile.open(file)) {
      LineReader lines = new LineReader(input.content());
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        add(line);
      }
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
    items.sort(TextItem.BY_CONTENT);
    return items;
  }

  /** How many lines were passed over. */
  long refused() {
    return refused;
  }

  private void add(LineReader.Line line) {
    if (format == null) {
      format = ItemFormat.of(file, line.text());
    }
    if (line.number() == 1 && format.isHeading(line.text())) {
      return;
    }
    try {
      items.add(checked(line, format));
    } catch (SemblanceException e) {
      refuse(line.number(), e);
    }
  }

  private TextItem checked(LineReader.Line line, ItemFormat known) {
    if (line.problem() != null) {
      throw SemblanceException.invalid(line.problem());
    }
    TextItem item = known.parse(line.text(), line.number(), labelField);
    if (item.text().isBlank()) {
      throw SemblanceException.invalid("the text must not be blank");
    }
    if (!ids.add(item.id())) {
      throw SemblanceException.invalid("ids must differ, repeated: " + item.id());
    }
    return item;
  }

  private void refuse(long line, SemblanceException problem) {
    refused++;
    if (refused <= MAX_TOLD) {
      terminal.error("passed over " + file + " line " + line + ": " + problem.getMessage());
    } else if (refused == MAX_TOLD + 1) {
      terminal.error("more lines were passed over; only their number is told from here on");
    }
  }
}
