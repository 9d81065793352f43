package io.semblance.index.search;

import io.semblance.index.CollectionSchema;
import io.semblance.index.VersionedDocument;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.field.FilterQueries;
import io.semblance.index.field.KnownFields;
import io.semblance.index.filter.Filter;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Walks over all documents of a view that pass a filter. */
public final class DocumentScan {
  private DocumentScan() {}

  @FunctionalInterface
  private interface Visitor {
    void visit(StoredDocument document) throws IOException;
  }

  /** Hands over ids; returns how many. */
  public static int ids(
      IndexSearcher searcher,
      KnownFields fields,
      @Nullable Filter filter,
      Consumer<String> consumer)
      throws IOException {
    return visit(searcher, fields, filter, document -> consumer.accept(document.id()));
  }

  /** Hands over documents; returns how many. */
  public static int documents(
      IndexSearcher searcher,
      KnownFields fields,
      @Nullable Filter filter,
      Consumer<VersionedDocument> consumer)
      throws IOException {
    CollectionSchema schema = fields.schema();
    return visit(
        searcher,
        fields,
        filter,
        document ->
            consumer.accept(new VersionedDocument(document.source(schema), document.version())));
  }

  private static int visit(
      IndexSearcher searcher, KnownFields fields, @Nullable Filter filter, Visitor visitor)
      throws IOException {
    Query query = filter == null ? BlockLayout.documents() : FilterQueries.of(fields, filter);
    int visited = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      AcceptedDocuments accepted = AcceptedDocuments.of(searcher, leaf, query);
      for (int doc = accepted.next(0);
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = accepted.next(doc + 1)) {
        visitor.visit(new StoredDocument(leaf, doc));
        visited++;
      }
    }
    return visited;
  }
}
