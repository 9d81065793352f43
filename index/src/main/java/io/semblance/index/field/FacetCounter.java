package io.semblance.index.field;

import io.semblance.error.SemblanceException;
import io.semblance.index.FieldType;
import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.FacetResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.DocIdSet;

/**
 * Counts facets over the parents of given documents. Values are counted by their ordinals within a
 * segment; a value is looked up once for each segment that it is found in. Safe for many threads.
 */
public final class FacetCounter {
  private final IndexReader reader;
  private final KnownFields fields;

  /**
   * A counter over one snapshot.
   *
   * @param reader stays the caller's, open while facets are counted
   */
  public FacetCounter(IndexReader reader, KnownFields fields) {
    this.reader = reader;
    this.fields = fields;
  }

  /**
   * Counts facets.
   *
   * @param documents parents, by their numbers in the reader; iterated at least once for each
   *     request. {@link SortedDocuments} makes one of an array
   * @return the result of each request, in order
   * @throws SemblanceException when a request does not fit the schema
   */
  public List<FacetResult> count(List<FacetRequest> requests, DocIdSet documents)
      throws IOException {
    if (requests.size() > FacetRequest.MAX_FACETS) {
      throw SemblanceException.invalid(
          "a request may have " + FacetRequest.MAX_FACETS + " facets, got: " + requests.size());
    }
    List<FacetResult> results = new ArrayList<>();
    for (FacetRequest request : requests) {
      results.add(count(request, documents));
    }
    return results;
  }

  private FacetResult count(FacetRequest request, DocIdSet documents) throws IOException {
    ClusterField cluster = fields.cluster(request.field());
    if (cluster != null) {
      return new ClusterFacet(cluster, reader).count(request, documents);
    }
    DeclaredField field = fields.declared(request.field());
    if (field.isId()) {
      throw SemblanceException.invalid(
          "a facet of the field 'id' would count every document once; name a declared field");
    }
    NumberFacet numbers = new NumberFacet(field, reader, documents);
    return switch (request) {
      case FacetRequest.Values values -> {
        requireTerms(field);
        yield TermFacet.count(field, reader, documents, values.limit());
      }
      case FacetRequest.Ranges ranges -> {
        requireNumbers(field);
        yield numbers.inRanges(ranges.ranges());
      }
      case FacetRequest.EqualWidth widths -> {
        requireNumbers(field);
        yield numbers.inEqualWidths(widths.buckets());
      }
      case FacetRequest.Calendar calendar -> {
        requireDate(field);
        yield numbers.byCalendar(calendar.unit());
      }
    };
  }

  private static void requireTerms(DeclaredField field) {
    if (field.isNumeric()) {
      throw field.refused(
          "values are counted for keywords and booleans; ask for ranges, buckets or, of a date, an"
              + " interval");
    }
  }

  private static void requireNumbers(DeclaredField field) {
    if (!field.isNumeric()) {
      throw field.refused(
          "ranges and buckets are counted for longs, doubles and dates; ask for values");
    }
  }

  private static void requireDate(DeclaredField field) {
    if (field.type() != FieldType.DATE) {
      throw field.refused("intervals of the calendar are counted for dates");
    }
  }
}
