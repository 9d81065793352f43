package io.semblance.index.suite;

import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.VectorCollection;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A collection that is refreshed after every write. */
record SearchableCollection(VectorCollection collection) implements Searchable {
  @Override
  public List<ChangeResult> write(List<Change> changes) {
    List<ChangeResult> results = collection.write(changes, Progress.NONE);
    collection.refresh();
    return results;
  }

  @Override
  public SearchResult search(SearchRequest request) {
    return collection.search(request);
  }

  @Override
  public Set<String> passing(Filter filter) {
    Set<String> ids = new TreeSet<>();
    collection.forEach(filter, document -> ids.add(document.document().id()));
    return ids;
  }

  @Override
  public void close() {
    collection.close();
  }
}
