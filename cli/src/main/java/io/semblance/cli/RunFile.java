package io.semblance.cli;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Rankings as TREC's tools read them: {@code query Q0 document rank score tag}, a hit a line. One
 * thread at a time.
 */
final class RunFile implements AutoCloseable {
  private final String name;
  private final String tag;
  private final BufferedWriter out;

  RunFile(String name, SearchMode mode) {
    this.name = name;
    this.tag = "semblance-" + mode.name().toLowerCase(Locale.ROOT);
    try {
      this.out = Files.newBufferedWriter(Path.of(name));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void add(String query, List<SearchHit> hits) {
    try {
      for (SearchHit hit : hits) {
        out.write(String.join(" ", word(query), "Q0", word(hit.document().id())));
        out.write(String.format(Locale.ROOT, " %d %.8g %s%n", hit.rank(), hit.score(), tag));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Columns are divided by white space. */
  private static String word(String id) {
    if (id.isEmpty() || id.chars().anyMatch(Character::isWhitespace)) {
      throw SemblanceException.invalid(
          "an id in a run file must not hold white space, got: '" + id + "'");
    }
    return id;
  }

  private SemblanceException unwritable(IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot write run file " + name + ": " + cause, cause);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
