package io.semblance.cli;

import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file as texts, a window at a time. One thread at a time. */
final class TextLines implements AutoCloseable {
  private static final int WINDOW_TEXTS = 2048;
  private static final int WINDOW_CHARACTERS = 8 << 20;

  private final String name;
  private final InputFile file;
  private final LineReader lines;

  TextLines(String name) {
    this.name = name;
    this.file = InputFile.open(name);
    this.lines = new LineReader(file.content());
  }

  /** All lines of a file. */
  static List<String> read(String name) throws IOException {
    List<String> all = new ArrayList<>();
    try (TextLines lines = new TextLines(name)) {
      for (List<String> window = lines.next(); !window.isEmpty(); window = lines.next()) {
        all.addAll(window);
      }
    }
    return all;
  }

  /**
   * The next lines, none at the end. A line that cannot be read is an error, because results belong
   * to lines by their numbers.
   */
  List<String> next() throws IOException {
    List<String> window = new ArrayList<>();
    long characters = 0;
    while (window.size() < WINDOW_TEXTS && characters < WINDOW_CHARACTERS) {
      LineReader.Line line = lines.next();
      if (line == null) {
        break;
      }
      if (line.problem() != null) {
        throw SemblanceException.invalid(name + " line " + line.number() + ": " + line.problem());
      }
      window.add(line.text());
      characters += line.text().length();
    }
    return window;
  }

  /** See {@link InputFile#share}. */
  double share(long done, long read) {
    return file.share(done, read);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
