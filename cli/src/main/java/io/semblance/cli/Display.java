package io.semblance.cli;

import io.semblance.index.ScoreParts;
import io.semblance.index.SearchResult;
import io.semblance.index.SourceDocument;
import java.time.Duration;
import java.util.Locale;

/** Search results in words, the same in every command. */
final class Display {
  private Display() {}

  static String similarity(ScoreParts parts) {
    return parts.similarity() == null
        ? "-"
        : String.format(Locale.ROOT, "%.4f", parts.similarity());
  }

  static String snippet(SourceDocument document) {
    String title = document.text("title");
    String text = document.text("text");
    return title.isEmpty() ? text : text.isEmpty() ? title : title + " — " + text;
  }

  static String timing(SearchResult result) {
    return String.format(
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
