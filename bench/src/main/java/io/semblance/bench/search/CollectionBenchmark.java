package io.semblance.bench.search;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.index.BulkIndexer;
import io.semblance.index.CollectionOptions;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.FieldType;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.Scan;
import io.semblance.index.SearchDepth;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.Shown;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.VectorPrecision;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches collections as their users do, with filters of several widths and with each precision:
 * recall@10 against the exact scan of the same collection, and the median time of a search; and
 * indexes copies. Fails when a filter, a precision or copies lose more than their bound.
 *
 * <p>Arguments: the corpus of tweets, the working folder of {@link SearchBenchmark}, an output
 * folder for {@code collections.md}.
 */
public final class CollectionBenchmark {
  private static final double LEAST_FILTERED_RECALL = 0.95;
  private static final double MOST_FILTERED_TIME = 3;
  private static final double LEAST_INT8_RECALL = 0.985;
  private static final double MOST_INT8_BYTES = 0.3;
  private static final int K = 10;
  private static final int QUERIES = 300;
  private static final int ROUNDS = 5;
  private static final List<Integer> PERCENT = List.of(100, 50, 10, 5, 1);

  private final TweetVectors tweets;
  private final Path folder;
  private final SentenceEncoder encoder;

  private CollectionBenchmark(TweetVectors tweets, Path folder, SentenceEncoder encoder) {
    this.tweets = tweets;
    this.folder = folder;
    this.encoder = encoder;
  }

  /**
   * One row of the result.
   *
   * @param percent documents that pass the filter, of a hundred
   * @param recall recall@10 of the graph against the exact scan
   * @param milliseconds median of a search through the graph
   * @param exactMilliseconds median of an exact search
   */
  private record Row(
      VectorPrecision precision,
      int percent,
      double recall,
      double milliseconds,
      double exactMilliseconds,
      long searchedBytes) {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    TweetVectors.prepare(Path.of(arguments[0]), folder);
    try (SentenceEncoder encoder = SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2)) {
      CollectionBenchmark benchmark =
          new CollectionBenchmark(TweetVectors.read(folder), folder, encoder);
      List<Row> rows = new ArrayList<>();
      for (VectorPrecision precision : VectorPrecision.values()) {
        rows.addAll(benchmark.measure(precision));
      }
      CopiesCost copies = CopiesCost.measure(benchmark.tweets, folder.resolve("copies"), encoder);
      String report = report(rows) + report(copies);
      System.out.println(report);
      Files.createDirectories(Path.of(arguments[2]));
      Files.writeString(Path.of(arguments[2], "collections.md"), report);
      require(rows);
      require("time to index copies", copies.isBounded());
    }
  }

  private List<Row> measure(VectorPrecision precision) throws IOException {
    String name = "bench-" + precision.name().toLowerCase(Locale.ROOT);
    CollectionStore store = new CollectionStore(folder.resolve("collections"));
    CollectionSchema schema =
        CollectionSchema.DEFAULT
            .withTextFields(List.of("text"))
            .withFields(Map.of("bucket", FieldType.LONG))
            .withPrecision(precision);
    boolean isNew = store.find(name).isEmpty();
    if (isNew) {
      store.create(name, encoder, schema).close();
    }
    try (VectorCollection collection =
        store.open(
            name, encoder, CollectionOptions.DEFAULT.withRefreshInterval(Duration.ofHours(1)))) {
      BulkIndexer.upsert(collection, documents(), Progress.NONE);
      collection.optimize(1, Progress.NONE);
      long bytes = searchedBytes(folder.resolve("collections").resolve(name), precision);
      return PERCENT.stream()
          .map(percent -> measure(collection, precision, percent, bytes))
          .toList();
    }
  }

  private Iterator<SourceDocument> documents() {
    return IntStream.range(0, tweets.base().length).mapToObj(this::document).iterator();
  }

  private SourceDocument document(int row) {
    return new SourceDocument(
        Integer.toString(row),
        Map.of("bucket", row * 7919L % 100),
        List.of(new GivenPassage(new Passage("text", 0, 0), tweets.base()[row])));
  }

  private static long searchedBytes(Path collection, VectorPrecision precision) throws IOException {
    String extension = precision == VectorPrecision.FLOAT32 ? ".vec" : ".veq";
    try (Stream<Path> files = Files.walk(collection)) {
      return files
          .filter(file -> file.toString().endsWith(extension))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private Row measure(
      VectorCollection collection, VectorPrecision precision, int percent, long bytes) {
    Filter filter = percent == 100 ? null : Filter.parse("bucket<" + percent);
    List<Double> exactTimes = new ArrayList<>();
    List<Double> graphTimes = new ArrayList<>();
    double found = 0;
    double possible = 0;
    for (int query = 0; query < QUERIES; query++) {
      List<String> exact = timed(collection, request(query, Scan.EXACT, filter), exactTimes);
      List<String> graph = timed(collection, request(query, Scan.GRAPH, filter), graphTimes);
      found += graph.stream().filter(exact::contains).count();
      possible += exact.size();
    }
    for (int round = 0; round < ROUNDS; round++) {
      graphTimes.clear(); // only the last, warm one counts
      for (int query = 0; query < QUERIES; query++) {
        timed(collection, request(query, Scan.GRAPH, filter), graphTimes);
      }
    }
    return new Row(
        precision, percent, found / possible, median(graphTimes), median(exactTimes), bytes);
  }

  private SearchRequest request(int query, Scan scan, @Nullable Filter filter) {
    return SearchRequest.of(new SearchInput.Vector(tweets.queries()[query]), SearchMode.DENSE, K)
        .withDepth(SearchDepth.of(scan))
        .withFilter(filter)
        .withShown(Shown.DEFAULT.withPassages(0));
  }

  private static List<String> timed(
      VectorCollection collection, SearchRequest request, List<Double> times) {
    long start = System.nanoTime();
    List<SearchHit> hits = collection.search(request).hits();
    times.add((System.nanoTime() - start) / 1e6);
    return hits.stream().map(hit -> hit.document().id()).toList();
  }

  private static double median(List<Double> times) {
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static String report(List<Row> rows) {
    StringBuilder table =
        new StringBuilder(
            """
            | precision | filter passes | recall@10 | search | exact search | searched bytes |
            |---|---:|---:|---:|---:|---:|
            """);
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d %% | %.3f | %.2f ms | %.2f ms | %.1f MB |%n",
              row.precision().name().toLowerCase(Locale.ROOT),
              row.percent(),
              row.recall(),
              row.milliseconds(),
              row.exactMilliseconds(),
              row.searchedBytes() / 1e6));
    }
    return table.toString();
  }

  private static String report(CopiesCost copies) {
    return String.format(
        Locale.ROOT,
        "%n%,d documents indexed in %.1f s; half of them with one and the same vector in %.1f s (%.2fx).%n",
        copies.documents(),
        copies.distinct(),
        copies.halfIdentical(),
        copies.ratio());
  }

  private static void require(List<Row> rows) {
    Row whole = only(rows, VectorPrecision.FLOAT32, 100);
    for (int percent : PERCENT) {
      Row filtered = only(rows, VectorPrecision.FLOAT32, percent);
      require("recall@10 at " + percent + " %", filtered.recall() >= LEAST_FILTERED_RECALL);
      require(
          "time at " + percent + " %",
          filtered.milliseconds() <= MOST_FILTERED_TIME * whole.milliseconds());
    }
    Row int8 = only(rows, VectorPrecision.INT8, 100);
    require("recall@10 of int8", int8.recall() >= LEAST_INT8_RECALL);
    require("bytes of int8", int8.searchedBytes() <= MOST_INT8_BYTES * whole.searchedBytes());
  }

  private static Row only(List<Row> rows, VectorPrecision precision, int percent) {
    return rows.stream()
        .filter(row -> row.precision() == precision && row.percent() == percent)
        .findFirst()
        .orElseThrow();
  }

  private static void require(String what, boolean holds) {
    if (!holds) {
      throw new IllegalStateException(what + " breaks its bound; see the table");
    }
  }
}
