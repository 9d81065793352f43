package io.semblance.index.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Stores identical vectors of a segment once and keeps them one node of the graph.
 *
 * <p>A graph over thousands of identical vectors is slow to build and hides what lies behind them:
 * every neighbour of a copy is another copy. Here a delegate format, with a graph or without,
 * quantized or not, sees a segment whose documents are the unique vectors 0, 1, 2, …; this format
 * keeps which document has which vector. A search finds each document separately, however many
 * share a vector. Vectors are identical when all their bits are; the last live document takes the
 * vector along. Where no vector occurs twice, the cost is that of the delegate.
 *
 * <p>Scores of documents that are computed outside the graph (by filters that let few documents
 * pass, by rescoring) are always those of the full vectors, also where the delegate is quantized.
 *
 * <p>The name of the delegate is stored, so that reading needs this class and the delegate's on the
 * class path and no configuration. Float vectors of up to {@value #MAX_DIMENSIONS} dimensions; byte
 * vectors are refused. Safe for many threads. The files are described in {@link MappingFiles}.
 */
public final class UniqueVectorsFormat extends KnnVectorsFormat {
  /** Name in Lucene's registry of formats. */
  public static final String NAME = "SemblanceUniqueVectors";

  /** The longest vectors that can be written. */
  public static final int MAX_DIMENSIONS = 4096;

  private final KnnVectorsFormat delegate;

  /** The format with Lucene's own graph of full vectors. Lucene calls this to read segments. */
  public UniqueVectorsFormat() {
    this(new Lucene99HnswVectorsFormat());
  }

  /**
   * @param delegate writes the unique vectors; must be registered with Lucene by its name, and its
   *     own limit of dimensions is not asked for
   */
  public UniqueVectorsFormat(KnnVectorsFormat delegate) {
    super(NAME);
    this.delegate = delegate;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return new UniqueVectorsWriter(delegate, state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return UniqueVectorsReader.open(state);
  }

  @Override
  public int getMaxDimensions(String fieldName) {
    return MAX_DIMENSIONS;
  }

  @Override
  public String toString() {
    return NAME + "(" + delegate + ")";
  }
}
