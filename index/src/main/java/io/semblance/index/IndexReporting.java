package io.semblance.index;

import io.semblance.index.IndexMeasurement.Query;
import io.semblance.index.IndexReport.Row;
import io.semblance.index.block.EncodedPassage;
import io.semblance.index.block.StoredDocument;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;

/** Makes an {@link IndexReport}. */
record IndexReporting(VectorCollection collection, IndexReportOptions options, Progress progress) {
  /**
   * Measures the collection and copies of a view of it.
   *
   * @param folder of the collection
   */
  IndexReport run(Path folder, DirectoryReader reader, List<float[]> given) throws IOException {
    List<Query> queries =
        given.isEmpty()
            ? sampled(reader)
            : given.stream().map(vector -> new Query(vector, null)).toList();
    IndexMeasurement measurement = new IndexMeasurement(queries, options.k(), progress);
    List<Row> rows = new ArrayList<>();
    rows.add(measurement.exact(collection));
    rows.addAll(graphs(measurement, collection, Duration.ZERO));
    for (VectorPrecision precision : options.precisions()) {
      if (precision != collection.manifest().schema().precision()) {
        rows.addAll(copied(measurement, folder, reader, precision));
      }
    }
    CollectionStats stats = collection.stats();
    return new IndexReport(
        stats.documents(),
        stats.passages(),
        collection.manifest().model().dimension(),
        queries.size(),
        options.k(),
        !given.isEmpty(),
        rows);
  }

  private List<Row> graphs(
      IndexMeasurement measurement, VectorCollection measured, Duration build) {
    return options.efSearch().stream().map(ef -> measurement.graph(measured, ef, build)).toList();
  }

  private List<Row> copied(
      IndexMeasurement measurement, Path folder, DirectoryReader reader, VectorPrecision precision)
      throws IOException {
    Path root = Objects.requireNonNull(folder.toAbsolutePath().getParent());
    try (PrecisionCopy copy =
        PrecisionCopy.of(root, reader, collection.manifest(), precision, progress)) {
      return graphs(measurement, copy.collection(), copy.build());
    }
  }

  private List<Query> sampled(DirectoryReader reader) throws IOException {
    Random random = new Random(options.seed());
    List<Query> queries = new ArrayList<>();
    for (StoredDocument document :
        OverlapQueries.sample(reader, options.queries(), options.seed())) {
      List<EncodedPassage> passages = document.passages(collection.manifest().schema());
      if (!passages.isEmpty()) {
        EncodedPassage passage = passages.get(random.nextInt(passages.size()));
        queries.add(new Query(passage.vector(), document.id()));
      }
    }
    return queries;
  }
}
