package io.semblance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints: results to standard output, everything else to standard error, both in
 * UTF-8.
 *
 * @param outWriter results
 * @param errWriter errors, notes, progress
 * @param colour whether results go to a terminal, which may be given colour
 * @param progress whether errors go to a terminal, on which a line may be redrawn
 * @param width columns that a line may have
 */
record Terminal(
    PrintWriter outWriter, PrintWriter errWriter, boolean colour, boolean progress, int width) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final JsonMapper ONE_LINE =
      JSON.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final int DEFAULT_WIDTH = 100;
  private static final int MIN_WIDTH = 60;
  private static final int MAX_WIDTH = 160;

  /**
   * The terminal of this process. The launcher says through {@code semblance.terminal} which
   * streams are terminals.
   */
  static Terminal ofProcess() {
    String terminals = System.getProperty("semblance.terminal", "");
    boolean colour = terminals.contains("out") && System.getenv("NO_COLOR") == null;
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        colour,
        terminals.contains("err"),
        columns());
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }

  private static int columns() {
    try {
      int columns = Integer.parseInt(System.getProperty("semblance.columns", ""));
      return Math.clamp(columns, MIN_WIDTH, MAX_WIDTH);
    } catch (NumberFormatException e) {
      return DEFAULT_WIDTH; // the launcher could not tell
    }
  }

  void print(String line) {
    outWriter.println(line);
  }

  void error(String line) {
    errWriter.println(line);
  }

  /** Something that a person should know who uses the result. */
  void remark(String sentence) {
    errWriter.println("note: " + sentence);
  }

  /** A note about the work, for people only. */
  void note(String line) {
    errWriter.println(line);
  }

  void json(Object value) {
    print(JSON, value);
  }

  /** JSON on one line, for output of many. */
  void jsonLine(Object value) {
    print(ONE_LINE, value);
  }

  private void print(JsonMapper json, Object value) {
    try {
      outWriter.println(json.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot print " + value.getClass().getName() + " as JSON", e);
    }
  }

  String bold(String text) {
    return colour ? BOLD + text + PLAIN : text;
  }

  String dim(String text) {
    return colour ? DIM + text + PLAIN : text;
  }

  void flush() {
    outWriter.flush();
    errWriter.flush();
  }
}
