package io.semblance.cli;

import io.semblance.index.filter.FacetResult;
import io.semblance.index.filter.Literal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts of one field as a small table with bars. */
final class FacetPrinter {
  private static final int BAR_WIDTH = 24;

  private FacetPrinter() {}

  static void print(FacetResult facet, Terminal terminal) {
    TextTable table = new TextTable(facet.field(), ">documents", "");
    switch (facet) {
      case FacetResult.Values values -> add(values, table);
      case FacetResult.Buckets buckets -> add(buckets, table);
    }
    if (facet.missing() > 0) {
      table.row("(none)", count(facet.missing()), "");
    }
    table.print(terminal);
  }

  private static void add(FacetResult.Values facet, TextTable table) {
    int most = facet.values().stream().mapToInt(FacetResult.ValueCount::count).max().orElse(1);
    for (FacetResult.ValueCount value : facet.values()) {
      String name = value.label() == null ? "" : " " + value.label();
      table.row(text(value.value()) + name, count(value.count()), bar(value.count(), most));
    }
    int unlisted = facet.distinct() - facet.values().size();
    if (unlisted > 0) {
      table.row("(" + unlisted + " more values)", "", "");
    }
  }

  private static void add(FacetResult.Buckets facet, TextTable table) {
    int most = facet.buckets().stream().mapToInt(FacetResult.BucketCount::count).max().orElse(1);
    for (FacetResult.BucketCount bucket : facet.buckets()) {
      table.row(
          text(bucket.from()) + " … " + text(bucket.to()),
          count(bucket.count()),
          bar(bucket.count(), most));
    }
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** At least one column, so that one document is seen beside many. */
  private static String bar(int count, int most) {
    int length = (int) Math.ceil((double) BAR_WIDTH * count / Math.max(1, most));
    return "█".repeat(length);
  }

  private static String text(@Nullable Literal value) {
    if (value == null) {
      return "";
    }
    return switch (value) {
      case Literal.Text text -> withoutMidnight(text.value());
      case Literal.Untyped text -> text.value();
      case Literal.Numeral number -> number.toString();
      case Literal.Flag flag -> flag.toString();
    };
  }

  private static String withoutMidnight(String text) {
    return text.replaceFirst("T00:00:00Z$", "");
  }
}
