package io.semblance.index.lucene;

import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/** Queries by the ids of {@link VectorIndexFixture}. */
final class IdFilter {
  private IdFilter() {}

  static Query of(List<Integer> ids) {
    return new TermInSetQuery(
        VectorIndexFixture.ID, ids.stream().map(id -> new BytesRef(Integer.toString(id))).toList());
  }
}
