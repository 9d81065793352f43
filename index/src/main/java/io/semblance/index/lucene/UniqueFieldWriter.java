package io.semblance.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.util.RamUsageEstimator;
import org.jspecify.annotations.Nullable;

/**
 * Takes the vectors of one field of a segment in memory and passes each different one on, once, as
 * the vector of the next document of a virtual segment. One thread at a time.
 */
final class UniqueFieldWriter extends KnnFieldVectorsWriter<float[]> {
  private final FieldInfo field;
  private final KnnVectorsWriter segment;
  private final KnnFieldVectorsWriter<float[]> delegate;
  private final HashedOrdinals ordinals = new HashedOrdinals();
  // The delegate has a copy too, but no format gives its own back before it is written.
  private final List<float[]> vectors = new ArrayList<>();
  private final VectorOwners owners = new VectorOwners();

  /**
   * @param segment the delegate's writer of this field alone
   */
  @SuppressWarnings("unchecked")
  UniqueFieldWriter(FieldInfo field, KnnVectorsWriter segment) throws IOException {
    this.field = field;
    this.segment = segment;
    this.delegate = (KnnFieldVectorsWriter<float[]>) segment.addField(field);
  }

  @Override
  public void addValue(int document, float[] vector) throws IOException {
    if (document == owners.lastDocument()) {
      throw new IllegalArgumentException(
          "field '" + field.name + "' must have one vector a document, got two in one");
    }
    int hash = HashedOrdinals.hash(vector);
    int ordinal = ordinals.find(hash, other -> Arrays.equals(vectors.get(other), vector));
    if (ordinal == HashedOrdinals.NONE) {
      ordinal = ordinals.add(hash);
      vectors.add(vector.clone());
      delegate.addValue(ordinal, vector);
    }
    owners.add(document, ordinal);
  }

  @Override
  public float[] copyValue(float[] vector) {
    return vector.clone();
  }

  void flush(MappingWriter mapping, String format, int maxDoc, Sorter.@Nullable DocMap order)
      throws IOException {
    segment.flush(ordinals.size(), null);
    VectorOwners written = order == null ? owners : owners.sorted(order);
    mapping.writeField(field.number, format, written, ordinals.size(), maxDoc);
  }

  @Override
  public long ramBytesUsed() {
    long bytesOfVector =
        RamUsageEstimator.alignObjectSize(
            RamUsageEstimator.NUM_BYTES_ARRAY_HEADER + 4L * field.getVectorDimension());
    return owners.ramBytesUsed()
        + ordinals.ramBytesUsed()
        + vectors.size() * (bytesOfVector + RamUsageEstimator.NUM_BYTES_OBJECT_REF);
  }
}
