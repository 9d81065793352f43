package io.semblance.index.field;

import io.semblance.index.filter.FacetRequest;
import io.semblance.index.filter.FacetResult;
import io.semblance.index.filter.FacetResult.ValueCount;
import io.semblance.index.filter.Literal;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSet;

/** Counts the documents of each cluster. */
record ClusterFacet(ClusterField field, IndexReader reader) {
  FacetResult count(FacetRequest request, DocIdSet documents) throws IOException {
    if (!(request instanceof FacetRequest.Values values)) {
      throw field.refused("clusters are counted as values; ask for no ranges, buckets, intervals");
    }
    int[] counts = new int[field.clusters() + 1]; // outliers first
    int missing =
        SegmentWalk.visit(
            reader,
            documents,
            segment -> {
              NumericDocValues labels = DocValues.getNumeric(segment.reader(), field.luceneName());
              return document -> count(labels, document, counts);
            });
    List<Integer> found =
        IntStream.range(0, counts.length).filter(i -> counts[i] > 0).boxed().toList();
    List<ValueCount> most =
        found.stream()
            .sorted(
                Comparator.comparingInt((Integer i) -> -counts[i])
                    .thenComparing(Comparator.naturalOrder()))
            .limit(values.limit())
            .map(i -> value(i - 1, counts[i]))
            .toList();
    return new FacetResult.Values(field.name(), most, found.size(), missing);
  }

  private boolean count(NumericDocValues labels, int document, int[] counts) throws IOException {
    if (!labels.advanceExact(document) || !field.isOwn(labels.longValue())) {
      return false;
    }
    counts[field.label(labels.longValue()) + 1]++;
    return true;
  }

  private ValueCount value(int label, int count) {
    return new ValueCount(Literal.of(label), count, field.labelOf(label));
  }
}
