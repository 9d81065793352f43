package io.semblance.index;

import io.semblance.error.SemblanceException;
import io.semblance.index.IndexReport.Row;
import io.semblance.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Searches a collection in different ways and compares with the exact scan. */
final class IndexMeasurement {
  private static final int WARM_UP = 50;
  private static final double EQUAL = 1e-6;

  /**
   * A query.
   *
   * @param vector not to be changed
   * @param without id of the document that it is from; null for none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Query(float[] vector, @Nullable String without) {}

  /** The closest documents of a query, and how close the last of them is. */
  private record Truth(Set<String> ids, double last) {}

  private final List<Query> queries;
  private final int k;
  private final Progress progress;
  private final List<Truth> truths = new ArrayList<>();
  private long searches;

  IndexMeasurement(List<Query> queries, int k, Progress progress) {
    if (queries.isEmpty()) {
      throw SemblanceException.invalid("an index report needs queries: the collection is empty");
    }
    this.queries = queries;
    this.k = k;
    this.progress = progress;
  }

  /** Measures the exact scan, with which the others are compared; must come first. */
  Row exact(VectorCollection collection) {
    return row(collection, SearchDepth.EXACT.withCandidates(k + 1), Duration.ZERO);
  }

  /** Measures a walk through the graph. */
  Row graph(VectorCollection collection, int efSearch, Duration build) {
    return row(collection, new SearchDepth(k + 1, Scan.GRAPH, efSearch), build);
  }

  private Row row(VectorCollection collection, SearchDepth depth, Duration build) {
    for (int i = 0; i < Math.min(WARM_UP, queries.size()); i++) {
      search(collection, queries.get(i), depth);
    }
    long[] nanos = new long[queries.size()];
    double recall = 0;
    for (int i = 0; i < queries.size(); i++) {
      progress.throwIfCancelled("measuring");
      SearchResult result = search(collection, queries.get(i), depth);
      nanos[i] = result.searching().toNanos();
      Map<String, Double> found = found(result, queries.get(i));
      if (depth.scan() == Scan.EXACT) {
        truths.add(truth(found));
      }
      recall += recall(truths.get(i), found);
      progress.advancedTo(++searches);
    }
    Arrays.sort(nanos);
    CollectionStats stats = collection.stats();
    return new Row(
        collection.manifest().schema().precision(),
        depth.scan(),
        depth.efSearch(),
        recall / queries.size(),
        Duration.ofNanos(nanos[nanos.length / 2]),
        Duration.ofNanos(nanos[(int) Math.ceil(0.95 * nanos.length) - 1]),
        stats.segments(),
        read(stats, depth.scan()),
        build);
  }

  private SearchResult search(VectorCollection collection, Query query, SearchDepth depth) {
    return collection.search(
        SearchRequest.of(new SearchInput.Vector(query.vector()), SearchMode.DENSE, k + 1)
            .withDepth(depth)
            .withShown(Shown.DEFAULT.withPassages(0)));
  }

  /** Ids and similarities without the query's own document, at most k. */
  private Map<String, Double> found(SearchResult result, Query query) {
    Map<String, Double> found = new java.util.LinkedHashMap<>();
    for (SearchHit hit : result.hits()) {
      String id = hit.document().id();
      if (found.size() < k && !id.equals(query.without())) {
        found.put(id, hit.score());
      }
    }
    return found;
  }

  private static Truth truth(Map<String, Double> found) {
    double last = found.values().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    return new Truth(new HashSet<>(found.keySet()), last);
  }

  private static double recall(Truth truth, Map<String, Double> found) {
    if (truth.ids.isEmpty()) {
      return 1;
    }
    long right =
        found.entrySet().stream()
            .filter(hit -> truth.ids.contains(hit.getKey()) || hit.getValue() >= truth.last - EQUAL)
            .count();
    return (double) Math.min(right, truth.ids.size()) / truth.ids.size();
  }

  /** The graph reads small vectors where there are any, the exact scan full ones. */
  private static long read(CollectionStats stats, Scan scan) {
    Map<String, Long> mapped = stats.mapped();
    long full = mapped.getOrDefault("vec", 0L);
    long small = mapped.getOrDefault("veq", 0L);
    return scan == Scan.EXACT ? full : (small == 0 ? full : small) + mapped.getOrDefault("vex", 0L);
  }
}
