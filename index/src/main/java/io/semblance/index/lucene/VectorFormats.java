package io.semblance.index.lucene;

import io.semblance.index.HnswParameters;
import io.semblance.index.VectorPrecision;
import io.semblance.index.graph.BatchedHnswVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * The formats that vectors are stored in: a graph, at a precision, with identical vectors kept
 * once.
 */
public final class VectorFormats {
  /** For each graph; several are built at once while more is encoded. */
  private static final int BUILD_THREADS =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private VectorFormats() {}

  /** The format for a shape of graph and a precision; up to 4096 dimensions. */
  public static KnnVectorsFormat of(HnswParameters hnsw, VectorPrecision precision) {
    return new UniqueVectorsFormat(graph(hnsw, precision));
  }

  private static KnnVectorsFormat graph(HnswParameters hnsw, VectorPrecision precision) {
    return switch (precision) {
      case FLOAT32 -> new BatchedHnswVectorsFormat(hnsw.m(), hnsw.efConstruction(), BUILD_THREADS);
      case INT8 -> quantized(ScalarEncoding.UNSIGNED_BYTE, hnsw);
      case INT4 -> quantized(ScalarEncoding.PACKED_NIBBLE, hnsw);
      case BIT1 -> quantized(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE, hnsw);
    };
  }

  private static KnnVectorsFormat quantized(ScalarEncoding encoding, HnswParameters hnsw) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(encoding, hnsw.m(), hnsw.efConstruction());
  }
}
