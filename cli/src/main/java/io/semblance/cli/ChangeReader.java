package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Changes from JSON Lines, in order. Blank lines are passed over; a bad line is reported and passed
 * over too. One thread at a time.
 */
final class ChangeReader implements Iterator<Change> {
  private final String name;
  private final LineReader lines;
  private final ChangeParser parser;
  private final Listener listener;
  private final boolean refuseRepeatedIds;
  private final SeenIds seen = new SeenIds();
  private volatile long read;
  private long replaced;
  private @Nullable Change next;

  /** Hears of every line that is not blank. */
  interface Listener {
    /** A line that is a change. */
    void change(long line, Change change);

    /** A line that is passed over; may throw to stop. */
    void badLine(long line, String problem);
  }

  /**
   * Reads from a file.
   *
   * @param textFields of the collection that the changes are for
   * @param refuseRepeatedIds whether a document makes a line bad whose id came before; otherwise it
   *     replaces the one before
   */
  ChangeReader(
      String name,
      InputFile file,
      List<String> textFields,
      Listener listener,
      boolean refuseRepeatedIds) {
    this.name = name;
    this.lines = new LineReader(file.content());
    this.parser = new ChangeParser(textFields);
    this.listener = listener;
    this.refuseRepeatedIds = refuseRepeatedIds;
  }

  /** How many changes were read so far; any thread may ask. */
  long read() {
    return read;
  }

  /** How many documents had an id that came before in the same input. */
  long replaced() {
    return replaced;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = readNext();
    }
    return next != null;
  }

  @Override
  public Change next() {
    Change current = next == null ? readNext() : next;
    if (current == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return current;
  }

  private @Nullable Change readNext() {
    try {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        Change change = parse(line);
        if (change != null) {
          listener.change(line.number(), change);
          return change;
        }
      }
      return null;
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
  }

  private @Nullable Change parse(LineReader.Line line) {
    if (line.problem() != null) {
      listener.badLine(line.number(), line.problem());
      return null;
    }
    if (line.text().isBlank()) {
      return null;
    }
    try {
      Change change = parser.parse(line.text());
      if (change instanceof Change.Upsert && !seen.add(change.id())) {
        repeated(change.id());
      }
      long before = read; // only the reading thread writes
      read = before + 1;
      return change;
    } catch (SemblanceException e) {
      listener.badLine(line.number(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void repeated(String id) {
    if (refuseRepeatedIds) {
      throw SemblanceException.invalid("an id must come once, got again: '" + id + "'");
    }
    replaced++;
  }
}
