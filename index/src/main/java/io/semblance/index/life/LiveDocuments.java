package io.semblance.index.life;

import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a view one by one, in no order; throws {@link UncheckedIOException}. One thread
 * at a time.
 */
public final class LiveDocuments implements Iterator<StoredDocument> {
  private final Iterator<LeafReaderContext> leaves;
  private @Nullable LeafReaderContext leaf;
  private @Nullable PostingsEnum documents;
  private @Nullable StoredDocument next;

  public LiveDocuments(IndexReader reader) {
    leaves = reader.leaves().iterator();
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public StoredDocument next() {
    StoredDocument found = next;
    if (found == null) {
      throw new NoSuchElementException();
    }
    advance();
    return found;
  }

  private void advance() {
    try {
      next = find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable StoredDocument find() throws IOException {
    while (true) {
      StoredDocument inLeaf = findInLeaf();
      if (inLeaf != null || !leaves.hasNext()) {
        return inLeaf;
      }
      leaf = leaves.next();
      documents = leaf.reader().postings(BlockLayout.documents().getTerm(), PostingsEnum.NONE);
    }
  }

  private @Nullable StoredDocument findInLeaf() throws IOException {
    if (leaf == null || documents == null) {
      return null;
    }
    Bits live = leaf.reader().getLiveDocs();
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (live == null || live.get(doc)) {
        return new StoredDocument(leaf, doc);
      }
    }
    documents = null;
    return null;
  }
}
