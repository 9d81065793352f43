package io.semblance.index;

import io.semblance.error.SemblanceException;
import io.semblance.index.MigrationOverlap.QueryOverlap;
import io.semblance.progress.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Asks two collections the same and counts what both find. */
record ModelComparison(VectorCollection before, VectorCollection after, int k) {
  private static final int SHOWN = 5;

  MigrationOverlap run(List<OverlapQueries.Query> queries, Progress progress) {
    if (queries.isEmpty()) {
      throw SemblanceException.invalid(
          "a comparison needs queries: the collection has no document with text");
    }
    List<QueryOverlap> overlaps = new ArrayList<>(queries.size());
    for (OverlapQueries.Query query : queries) {
      progress.throwIfCancelled("comparing models");
      overlaps.add(overlap(query));
      progress.advancedTo(overlaps.size());
    }
    overlaps.sort(Comparator.comparingDouble(QueryOverlap::overlap));
    return new MigrationOverlap(
        Instant.now(),
        after.size(),
        overlaps.size(),
        k,
        overlaps.stream().mapToDouble(QueryOverlap::overlap).average().orElseThrow(),
        median(overlaps),
        (double) overlaps.stream().filter(ModelComparison::isSameFirst).count() / overlaps.size(),
        overlaps.subList(0, Math.min(SHOWN, overlaps.size())));
  }

  private QueryOverlap overlap(OverlapQueries.Query query) {
    List<String> old = ids(before, query);
    List<String> recent = ids(after, query);
    int most = Math.max(old.size(), recent.size());
    long both = old.stream().filter(recent::contains).count();
    return new QueryOverlap(query.text(), most == 0 ? 1 : (double) both / most, old, recent);
  }

  private List<String> ids(VectorCollection collection, OverlapQueries.Query query) {
    return collection
        .search(SearchRequest.of(query.text(), SearchMode.DENSE, k + 1))
        .hits()
        .stream()
        .map(hit -> hit.document().id())
        .filter(id -> !id.equals(query.without()))
        .limit(k)
        .toList();
  }

  private static double median(List<QueryOverlap> sorted) {
    int size = sorted.size();
    return (sorted.get((size - 1) / 2).overlap() + sorted.get(size / 2).overlap()) / 2;
  }

  private static boolean isSameFirst(QueryOverlap overlap) {
    return overlap.before().isEmpty()
        ? overlap.after().isEmpty()
        : !overlap.after().isEmpty()
            && overlap.before().getFirst().equals(overlap.after().getFirst());
  }
}
