package io.semblance.index.graph;

import io.semblance.progress.ParallelLoops;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Writes a segment: first the flat vectors of all fields, then, reading these back, each field's
 * graph. Flushing and merging differ only in where the flat vectors come from.
 */
final class BatchedHnswVectorsWriter extends KnnVectorsWriter {
  /** Where Lucene expects no gain from a graph there is none, as in the stock format. */
  private static final int TINY_SEGMENT = 100;

  private final SegmentWriteState state;
  private final FlatVectorsFormat flatFormat;
  private final FlatVectorsWriter flat;
  private final HnswFiles files;
  private final int m;
  private final int efConstruction;
  private final int threads;
  private final List<FieldInfo> fields = new ArrayList<>();
  private IORunnable checkpoint = () -> {};

  private BatchedHnswVectorsWriter(
      SegmentWriteState state,
      FlatVectorsFormat flatFormat,
      FlatVectorsWriter flat,
      HnswFiles files,
      int m,
      int efConstruction,
      int threads) {
    this.state = state;
    this.flatFormat = flatFormat;
    this.flat = flat;
    this.files = files;
    this.m = m;
    this.efConstruction = efConstruction;
    this.threads = threads;
  }

  static BatchedHnswVectorsWriter create(
      SegmentWriteState state, FlatVectorsFormat flatFormat, int m, int efConstruction, int threads)
      throws IOException {
    FlatVectorsWriter flat = flatFormat.fieldsWriter(state);
    try {
      HnswFiles files = HnswFiles.create(state, m);
      return new BatchedHnswVectorsWriter(
          state, flatFormat, flat, files, m, efConstruction, threads);
    } catch (Throwable e) {
      IOUtils.closeWhileSuppressingExceptions(e, flat);
      throw e;
    }
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    register(field);
    return flat.addField(field);
  }

  @Override
  public void flush(int maxDoc, Sorter.@Nullable DocMap sortMap) throws IOException {
    flat.flush(maxDoc, sortMap);
  }

  @Override
  public @Nullable IORunnable mergeOneField(FieldInfo field, MergeState mergeState)
      throws IOException {
    register(field);
    checkpoint = mergeState::checkAborted;
    flat.mergeOneFlatVectorField(field, mergeState);
    return null; // the graph follows in finish()
  }

  private void register(FieldInfo field) {
    if (field.getVectorEncoding() != VectorEncoding.FLOAT32) {
      throw new IllegalArgumentException(
          "vectors must be floats, got: field '"
              + field.name
              + "' of "
              + field.getVectorEncoding());
    }
    fields.add(field);
  }

  @Override
  public void finish() throws IOException {
    flat.finish();
    flat.close();
    if (!fields.isEmpty()) {
      try (FlatVectorsReader vectors = flatFormat.fieldsReader(readState())) {
        for (FieldInfo field : fields) {
          FloatVectorValues values = vectors.getFloatVectorValues(field.name);
          files.write(field, values.size(), graph(field, values));
        }
      }
    }
    files.finish();
  }

  private SegmentReadState readState() {
    return new SegmentReadState(
        state.directory,
        state.segmentInfo,
        new FieldInfos(fields.toArray(FieldInfo[]::new)), // the state has none yet when flushing
        state.context.union(FileTypeHint.DATA, FileDataHint.KNN_VECTORS, DataAccessHint.RANDOM),
        state.segmentSuffix);
  }

  private @Nullable NeighborGraph graph(FieldInfo field, FloatVectorValues values)
      throws IOException {
    int rows = values.size();
    if (rows <= HnswGraphSearcher.expectedVisitedNodes(TINY_SEGMENT, rows)) {
      return null;
    }
    try (MappedRows mapped = MappedRows.of(values);
        ParallelLoops workers = new ParallelLoops(threads, "graph")) {
      RowScores scores = RowScores.of(field.getVectorSimilarityFunction(), mapped.rows());
      return new GraphBuilder(scores, rows, m, efConstruction, workers, checkpoint).build();
    }
  }

  @Override
  public long ramBytesUsed() {
    return flat.ramBytesUsed();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(flat, files);
  }
}
