package io.semblance.index.search;

import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionSchema;
import io.semblance.index.SearchRequest;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.block.VectorFunction;
import io.semblance.index.field.ClusterFields;
import io.semblance.index.field.FilterQueries;
import io.semblance.index.field.KnownFields;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.Literal;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.BitSetProducer;
import org.jspecify.annotations.Nullable;

/**
 * What one search works on.
 *
 * @param searcher the view
 * @param request what was asked
 * @param wanted what is near
 */
record SearchContext(
    IndexSearcher searcher,
    BitSetProducer blockEnds,
    CollectionManifest manifest,
    ClusterFields clusters,
    VectorFunction function,
    Analyzer analyzer,
    SearchRequest request,
    Wanted wanted) {
  IndexReader reader() {
    return searcher.getIndexReader();
  }

  CollectionSchema schema() {
    return manifest.schema();
  }

  KnownFields fields() {
    return new KnownFields(schema(), clusters);
  }

  SearchContext withWanted(Wanted other) {
    return new SearchContext(
        searcher, blockEnds, manifest, clusters, function, analyzer, request, other);
  }

  StoredDocument document(int ordinal) {
    return StoredDocument.at(reader(), ordinal);
  }

  /** Which documents may be found; null for all. */
  @Nullable Query filter() {
    Filter asked = request.filter();
    if (wanted.excluded().isEmpty()) {
      return asked == null ? null : FilterQueries.of(fields(), asked);
    }
    List<Literal> ids =
        wanted.excluded().stream().map(id -> (Literal) new Literal.Text(id)).toList();
    Filter others = new Filter.In("id", true, ids);
    return FilterQueries.of(
        fields(), asked == null ? others : new Filter.And(List.of(asked, others)));
  }

  /** How many documents the view has. */
  int documents() throws IOException {
    return searcher.count(BlockLayout.documents());
  }

  /** How many vectors the view has, those of deleted documents included. */
  long vectors() throws IOException {
    long vectors = 0;
    for (LeafReaderContext leaf : reader().leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(BlockLayout.VECTOR);
      vectors += values == null ? 0 : values.size();
    }
    return vectors;
  }
}
