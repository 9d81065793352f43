package io.semblance.index.graph;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Writes float vectors and their neighbour graph in the files of {@link Lucene99HnswVectorsFormat},
 * under its name, so that stock Lucene reads them; only the way to the graph is another. Vectors
 * are merely gathered while documents are added. The graph is built when a segment is flushed or
 * merged, from the vectors on disk, in batches whose nodes are inserted side by side. The same
 * vectors in the same order give the same graph, whatever the number of threads.
 *
 * <p>Cosine, dot product, maximum inner product and Euclidean distance, up to {@value
 * #MAX_DIMENSIONS} dimensions; byte vectors are refused. A build needs about {@code 16 * m + 50}
 * bytes of heap for each vector and 4 for each vector and thread; the vectors stay in the page
 * cache where the directory maps files, and are copied off the heap elsewhere.
 */
public final class BatchedHnswVectorsFormat extends KnnVectorsFormat {
  /** Longest vectors that can be written. */
  public static final int MAX_DIMENSIONS = 4096;

  private static final String NAME = "Lucene99HnswVectorsFormat";

  private final int m;
  private final int efConstruction;
  private final int threads;
  private final Lucene99HnswVectorsFormat stock;

  /**
   * One thread builds each graph.
   *
   * @param m links of a new node, 2 to 512; twice as many at most in the lowest layer
   * @param efConstruction candidates looked at for each new node, 1 to 3200
   */
  public BatchedHnswVectorsFormat(int m, int efConstruction) {
    this(m, efConstruction, 1);
  }

  /**
   * Makes a format.
   *
   * @param threads how many threads build a graph, the flushing or merging one included
   */
  public BatchedHnswVectorsFormat(int m, int efConstruction, int threads) {
    super(NAME);
    if (m < 2) {
      throw new IllegalArgumentException("m must be between 2 and 512, got: " + m);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got: " + threads);
    }
    this.m = m;
    this.efConstruction = efConstruction;
    this.threads = threads;
    this.stock = new Lucene99HnswVectorsFormat(m, efConstruction); // checks both
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    FlatVectorsFormat flat =
        new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
    return BatchedHnswVectorsWriter.create(state, flat, m, efConstruction, threads);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return stock.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return MAX_DIMENSIONS;
  }

  @Override
  public String toString() {
    return "BatchedHnswVectorsFormat(m=%s, efConstruction=%s, threads=%s)"
        .formatted(m, efConstruction, threads);
  }
}
