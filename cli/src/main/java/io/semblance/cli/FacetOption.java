package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.filter.CalendarUnit;
import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is counted over the documents that are found. */
final class FacetOption {
  private static final int DEFAULT_COUNT = 10;
  private static final String BETWEEN = "..";

  @Option(
      names = "--facet",
      paramLabel = "FIELD[:HOW]",
      description =
          "Count a field's values over what was found: FIELD or FIELD:N for the N most frequent values, or N equal steps of a number or date; FIELD:day, FIELD:month, FIELD:year of a date; FIELD:..10,10..20,20.. for ranges, the end not counted. Repeat it for more fields.")
  private List<String> facets = new ArrayList<>();

  List<FacetRequest> requests(CollectionSchema schema) {
    return facets.stream().map(facet -> request(facet, schema)).toList();
  }

  private static FacetRequest request(String facet, CollectionSchema schema) {
    int colon = facet.indexOf(':');
    if (colon < 0) {
      return counted(facet, DEFAULT_COUNT, schema);
    }
    String field = facet.substring(0, colon);
    String how = facet.substring(colon + 1);
    if (how.contains(BETWEEN)) {
      return new FacetRequest.Ranges(field, ranges(how));
    }
    CalendarUnit unit = unit(how);
    return unit == null
        ? counted(field, count(facet, how), schema)
        : new FacetRequest.Calendar(field, unit);
  }

  private static FacetRequest counted(String field, int count, CollectionSchema schema) {
    FieldType type = schema.fields().get(field);
    boolean ordered = type == FieldType.LONG || type == FieldType.DOUBLE || type == FieldType.DATE;
    return ordered
        ? new FacetRequest.EqualWidth(field, count)
        : new FacetRequest.Values(field, count);
  }

  private static @Nullable CalendarUnit unit(String how) {
    for (CalendarUnit unit : CalendarUnit.values()) {
      if (unit.name().toLowerCase(Locale.ROOT).equals(how)) {
        return unit;
      }
    }
    return null;
  }

  private static int count(String facet, String how) {
    try {
      return Integer.parseInt(how);
    } catch (NumberFormatException e) {
      throw SemblanceException.invalid(
          "--facet must be FIELD, FIELD:N, FIELD:day, FIELD:month, FIELD:year or ranges as in FIELD:..10,10..20,20.., got: "
              + facet);
    }
  }

  private static List<FacetRequest.Range> ranges(String how) {
    List<FacetRequest.Range> ranges = new ArrayList<>();
    for (String range : how.split(",", -1)) {
      int between = range.indexOf(BETWEEN);
      if (between < 0) {
        throw SemblanceException.invalid(
            "a range of --facet must be FROM..TO, FROM.. or ..TO, got: " + range);
      }
      ranges.add(
          new FacetRequest.Range(
              bound(range.substring(0, between)),
              bound(range.substring(between + BETWEEN.length()))));
    }
    return ranges;
  }

  private static @Nullable Literal bound(String text) {
    return text.isBlank() ? null : new Literal.Untyped(text.strip());
  }
}
