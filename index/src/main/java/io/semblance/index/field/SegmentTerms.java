package io.semblance.index.field;

import java.io.IOException;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/** How often each term of one segment was met; then the terms that were, in order. */
final class SegmentTerms {
  private final SortedSetDocValues values;
  private final OrdinalCounts counts;
  private BytesRef term = new BytesRef();

  SegmentTerms(SortedSetDocValues values) {
    this.values = values;
    this.counts = new OrdinalCounts(Math.toIntExact(values.getValueCount()));
  }

  /** Counts the terms of one document; returns whether it has any. */
  boolean count(int document) throws IOException {
    if (!values.advanceExact(document)) {
      return false;
    }
    for (int i = values.docValueCount(); i > 0; i--) {
      counts.add((int) values.nextOrd());
    }
    return true;
  }

  /** Goes to the next term that was met; false after the last. */
  boolean next() throws IOException {
    int ordinal = counts.next();
    if (ordinal < 0) {
      return false;
    }
    term = values.lookupOrd(ordinal);
    return true;
  }

  /** The current term; valid until the next call of {@link #next()}. */
  BytesRef term() {
    return term;
  }

  /** How many documents have the current term. */
  int count() {
    return counts.count();
  }
}
