package io.semblance.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.ChangeResult;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as JSON Lines, with a summary as the last; what is in the file is on disk in the
 * collection too. One thread at a time.
 */
final class ResultLines implements AutoCloseable {
  private static final String STANDARD_OUTPUT = "-";

  private final String name;
  private final FileOutputStream out;
  private final JsonLines lines;

  private ResultLines(String name, FileOutputStream out) throws IOException {
    this.name = name;
    this.out = out;
    this.lines = new JsonLines(out.getChannel());
  }

  /** Opens a file that is written anew, or standard output for {@code -}. */
  static ResultLines open(String name) {
    try {
      return new ResultLines(
          name,
          name.equals(STANDARD_OUTPUT)
              ? new FileOutputStream(FileDescriptor.out)
              : new FileOutputStream(name));
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  /** Whether nothing else may go to standard output. */
  boolean isStandardOutput() {
    return name.equals(STANDARD_OUTPUT);
  }

  void done(long line, ChangeResult result) {
    write(
        json -> {
          json.writeNumberField("line", line);
          json.writeStringField("id", result.id());
          json.writeNumberField(
              "status", result.status() == ChangeResult.Status.CREATED ? 201 : 200);
          json.writeStringField("result", result.status().name().toLowerCase(Locale.ROOT));
          if (result.status() != ChangeResult.Status.DELETED) {
            json.writeNumberField("version", result.version());
            json.writeNumberField("chunks", result.passages());
          }
        });
  }

  void failed(long line, @Nullable String id, SemblanceException problem) {
    write(
        json -> {
          json.writeNumberField("line", line);
          if (id != null) {
            json.writeStringField("id", id);
          }
          json.writeNumberField("status", status(problem.code()));
          json.writeObjectFieldStart("error");
          json.writeStringField("type", type(problem.code()));
          json.writeStringField("detail", String.valueOf(problem.getMessage()));
          json.writeEndObject();
        });
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      default -> 422;
    };
  }

  private static String type(ErrorCode code) {
    return "/problems/" + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The last line. */
  void summary(ObjectNode summary) {
    write(
        json -> {
          json.writeFieldName("summary");
          json.writeRawValue(summary.toString());
        });
    flush();
  }

  /** Puts what was written so far where others can read it. */
  void flush() {
    try {
      lines.flush();
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private void write(Fields fields) {
    try {
      fields.writeTo(lines.begin());
      lines.end();
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  private static SemblanceException unwritable(String name, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot write results to " + name + ": " + cause, cause);
  }

  @Override
  public void close() {
    flush();
    try {
      if (!isStandardOutput()) {
        out.close();
      }
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }
}
