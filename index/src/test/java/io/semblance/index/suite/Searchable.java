package io.semblance.index.suite;

import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.filter.Filter;
import java.util.List;
import java.util.Set;

/** What {@link SearchContract} needs of a collection. */
interface Searchable extends AutoCloseable {
  /** Applies changes; searches see them when it returns. */
  List<ChangeResult> write(List<Change> changes);

  SearchResult search(SearchRequest request);

  /** Ids of all documents that pass. */
  Set<String> passing(Filter filter);

  @Override
  void close();
}
