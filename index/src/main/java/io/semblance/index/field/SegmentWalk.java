package io.semblance.index.field;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSet;
import org.apache.lucene.search.DocIdSetIterator;

/** A walk over documents, segment by segment. */
final class SegmentWalk {
  private SegmentWalk() {}

  /** Makes what looks at the documents of one segment. */
  interface Opener {
    Visitor open(LeafReaderContext segment) throws IOException;
  }

  /** Looks at one document; returns whether it has a value. */
  interface Visitor {
    boolean visit(int documentInSegment) throws IOException;
  }

  /** Visits all documents; returns how many have no value. */
  static int visit(IndexReader reader, DocIdSet documents, Opener opener) throws IOException {
    DocIdSetIterator walk = documents.iterator();
    int missing = 0;
    if (walk == null) { // Lucene's way to say that a set is empty
      return missing;
    }
    int document = walk.nextDoc();
    for (LeafReaderContext segment : reader.leaves()) {
      int end = segment.docBase + segment.reader().maxDoc();
      if (document >= end) {
        continue;
      }
      Visitor visitor = opener.open(segment);
      for (; document < end; document = walk.nextDoc()) {
        if (!visitor.visit(document - segment.docBase)) {
          missing++;
        }
      }
    }
    return missing;
  }
}
