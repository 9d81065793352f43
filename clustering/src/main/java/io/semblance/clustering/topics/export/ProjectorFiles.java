package io.semblance.clustering.topics.export;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The two files of the Embedding Projector of TensorFlow: vectors, one a line, components separated
 * by tabs; and what belongs to them, columns separated by tabs, with a header only when there are
 * at least two columns, as the projector reads it. Its format has no quoting: tabs and line breaks
 * in texts become spaces.
 */
public final class ProjectorFiles {
  private ProjectorFiles() {}

  /** Writes the vectors of all rows; the writer stays open and is flushed. */
  public static void writeVectors(EmbeddingMatrix matrix, Writer to) throws IOException {
    float[] vector = new float[matrix.dimension()];
    StringBuilder line = new StringBuilder();
    for (int row = 0; row < matrix.rows(); row++) {
      matrix.copyRow(row, vector);
      line.setLength(0);
      for (float value : vector) {
        line.append(value).append('\t');
      }
      line.setCharAt(line.length() - 1, '\n');
      to.append(line);
    }
    to.flush();
  }

  /**
   * Writes what belongs to the rows; the writer stays open and is flushed.
   *
   * @param columns their names, at least one
   * @param rows how many rows there are
   * @param row the values of a row, one for each column
   * @throws SemblanceException with code {@code INVALID_REQUEST} when a row has another number of
   *     values than there are columns
   */
  public static void writeMetadata(
      List<String> columns, int rows, IntFunction<List<String>> row, Writer to) throws IOException {
    requireColumns(!columns.isEmpty(), "the metadata must have at least one column");
    if (columns.size() > 1) {
      writeLine(columns, to);
    }
    for (int i = 0; i < rows; i++) {
      List<String> values = row.apply(i);
      requireColumns(
          values.size() == columns.size(),
          "row " + i + " must have " + columns.size() + " values, got: " + values.size());
      writeLine(values, to);
    }
    to.flush();
  }

  private static void requireColumns(boolean holds, String rule) {
    if (!holds) {
      throw SemblanceException.invalid(rule);
    }
  }

  private static void writeLine(List<String> values, Writer to) throws IOException {
    to.write(
        String.join(
            "\t",
            values.stream()
                .map(value -> value.replaceAll("[\\t\\r\\n\\v\\f\\u0085\\u2028\\u2029]", " "))
                .toList()));
    to.write('\n');
  }
}
