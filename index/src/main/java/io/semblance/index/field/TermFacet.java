package io.semblance.index.field;

import io.semblance.index.filter.FacetResult;
import io.semblance.index.filter.FacetResult.ValueCount;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSet;
import org.apache.lucene.util.BytesRef;

/**
 * Counts the terms of a field. Each segment counts its ordinals, which are in the order of terms;
 * the segments' terms are then merged in that order, so that only the terms of the result are kept.
 */
final class TermFacet {
  private record TermCount(BytesRef term, int count) {
    /** The worst first: the least frequent, and among equals the last term. */
    static final Comparator<TermCount> WORST_FIRST =
        Comparator.comparingInt(TermCount::count)
            .thenComparing(TermCount::term, Comparator.reverseOrder());
  }

  private final int limit;
  private final PriorityQueue<TermCount> best;
  private int distinct;

  private TermFacet(int limit) {
    this.limit = limit;
    this.best = new PriorityQueue<>(TermCount.WORST_FIRST);
  }

  static FacetResult.Values count(
      DeclaredField field, IndexReader reader, DocIdSet documents, int limit) throws IOException {
    List<SegmentTerms> segments = new ArrayList<>();
    int missing =
        SegmentWalk.visit(
            reader,
            documents,
            segment -> {
              SortedSetDocValues values =
                  DocValues.getSortedSet(segment.reader(), field.luceneName());
              SegmentTerms terms = new SegmentTerms(values);
              segments.add(terms);
              return terms::count;
            });
    TermFacet facet = new TermFacet(limit);
    facet.merge(segments);
    return new FacetResult.Values(field.name(), facet.best(field), facet.distinct, missing);
  }

  private void merge(List<SegmentTerms> segments) throws IOException {
    PriorityQueue<SegmentTerms> queue =
        new PriorityQueue<>(Comparator.comparing(SegmentTerms::term));
    for (SegmentTerms segment : segments) {
      if (segment.next()) {
        queue.add(segment);
      }
    }
    while (!queue.isEmpty()) {
      BytesRef term = BytesRef.deepCopyOf(queue.element().term());
      int count = 0;
      while (!queue.isEmpty() && queue.element().term().equals(term)) {
        SegmentTerms segment = queue.remove();
        count += segment.count();
        if (segment.next()) {
          queue.add(segment);
        }
      }
      offer(new TermCount(term, count));
    }
  }

  private void offer(TermCount candidate) {
    distinct++;
    best.add(candidate);
    if (best.size() > limit) {
      best.remove();
    }
  }

  private List<ValueCount> best(DeclaredField field) {
    ArrayDeque<ValueCount> values = new ArrayDeque<>();
    while (!best.isEmpty()) {
      TermCount worst = best.remove();
      values.addFirst(new ValueCount(field.value(worst.term().utf8ToString()), worst.count()));
    }
    return List.copyOf(values);
  }
}
