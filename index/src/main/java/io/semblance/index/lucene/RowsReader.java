package io.semblance.index.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;

/**
 * Another format's vectors as a merge of the delegate sees them: document n has vector n. There is
 * no graph to take over, so nothing is ever searched.
 */
final class RowsReader extends KnnVectorsReader {
  private final KnnVectorsReader reader;

  RowsReader(KnnVectorsReader reader) {
    this.reader = reader;
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return new Rows(reader.getFloatVectorValues(field));
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) {
    throw new UnsupportedOperationException(field);
  }

  @Override
  public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted) {
    throw new UnsupportedOperationException(field);
  }

  @Override
  public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted) {
    throw new UnsupportedOperationException(field);
  }

  @Override
  public void checkIntegrity() throws IOException {
    reader.checkIntegrity();
  }

  /** Closes nothing: the reader belongs to the merge. */
  @Override
  public void close() {}

  private static final class Rows extends FloatVectorValues {
    private final FloatVectorValues values;

    Rows(FloatVectorValues values) {
      this.values = values;
    }

    @Override
    public int dimension() {
      return values.dimension();
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public float[] vectorValue(int row) throws IOException {
      return values.vectorValue(row);
    }

    @Override
    public FloatVectorValues copy() throws IOException {
      return new Rows(values.copy());
    }

    @Override
    public DocIndexIterator iterator() {
      return createDenseIterator();
    }
  }
}
