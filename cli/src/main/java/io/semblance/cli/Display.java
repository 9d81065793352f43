package io.semblance.cli;

import io.semblance.index.SearchResult;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Search results in words, the same in every command. */
final class Display {
  private Display() {}

  static String score(@Nullable Double score) {
    return score == null ? "-" : String.format(Locale.ROOT, "%.4f", score);
  }

  static String timing(SearchResult result) {
    return (result.total().exact()
            ? String.format(Locale.ROOT, "%,d of ", result.total().value())
            : "")
        + String.format(
            Locale.ROOT,
            "%,d documents, query encoded in %s, searched in %s (%s scan)",
            result.documents(),
            milliseconds(result.encoding()),
            milliseconds(result.searching()),
            result.scan().name().toLowerCase(Locale.ROOT));
  }

  static String milliseconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
  }
}
