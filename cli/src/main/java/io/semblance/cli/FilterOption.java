package io.semblance.cli;

import io.semblance.index.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which documents a command looks at. */
final class FilterOption {
  @Option(
      names = {"-f", "--filter"},
      paramLabel = "FILTER",
      description =
          "Only documents with this metadata: lang=en, lang!=en,de, year>=2020, tag^=pre, author?, !author?, or JSON; repeat it to narrow down.")
  private List<String> filters = new ArrayList<>();

  /** All of them together; null when none was given. */
  @Nullable Filter filter() {
    List<Filter> parsed = filters.stream().map(Filter::parse).toList();
    return switch (parsed.size()) {
      case 0 -> null;
      case 1 -> parsed.get(0);
      default -> new Filter.And(parsed);
    };
  }
}
