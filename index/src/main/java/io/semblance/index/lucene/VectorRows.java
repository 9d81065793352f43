package io.semblance.index.lucene;

import io.semblance.vectors.RowBlock;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.ByteOrder;
import org.apache.lucene.codecs.lucene95.HasIndexSlice;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.jspecify.annotations.Nullable;

/**
 * Compares a query with rows of a segment's vectors: in the mapped file itself where there is one,
 * else through a copy of each row. One thread at a time.
 */
final class VectorRows {
  // Files are little endian; elsewhere rows are read through Lucene, which swaps the bytes.
  private static final boolean READABLE_IN_PLACE =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private final FloatVectorValues vectors;
  private final Similarity similarity;
  private final float[] query;
  private final long bytesOfRow;
  private final @Nullable MemorySegmentAccessInput file;
  private final @Nullable RowBlock whole;
  private final float[] one = new float[1];

  VectorRows(FloatVectorValues vectors, Similarity similarity, float[] query) throws IOException {
    if (vectors.dimension() != query.length) {
      throw new IllegalArgumentException(
          "dimension mismatch: field has " + vectors.dimension() + ", query has " + query.length);
    }
    this.vectors = vectors;
    this.similarity = similarity;
    this.query = query;
    this.bytesOfRow = 4L * query.length;
    this.file = file(vectors, bytesOfRow * vectors.size());
    this.whole = mapped(0, vectors.size());
  }

  private static @Nullable MemorySegmentAccessInput file(FloatVectorValues vectors, long bytes) {
    if (!READABLE_IN_PLACE || bytes == 0 || !(vectors instanceof HasIndexSlice sliced)) {
      return null;
    }
    IndexInput slice = sliced.getSlice();
    return slice instanceof MemorySegmentAccessInput mapped && slice.length() >= bytes
        ? mapped
        : null;
  }

  /** Whether rows are compared where they lie. */
  boolean isInPlace() {
    return whole != null;
  }

  float score(int row) throws IOException {
    RowBlock mapped = whole == null ? mapped(row, 1) : whole;
    if (mapped == null) {
      return similarity.score(query, vectors.vectorValue(row));
    }
    mapped.score(similarity, query, mapped == whole ? row : 0, one);
    return one[0];
  }

  /** Fills {@code scores} with those of as many rows from {@code firstRow} on. */
  void score(int firstRow, float[] scores) throws IOException {
    RowBlock mapped = whole == null ? mapped(firstRow, scores.length) : whole;
    if (mapped != null) {
      mapped.score(similarity, query, mapped == whole ? firstRow : 0, scores);
      return;
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(firstRow + i);
    }
  }

  /** Null where the file is not mapped, or where two mappings of a large file meet. */
  private @Nullable RowBlock mapped(int firstRow, int count) throws IOException {
    if (file == null) {
      return null;
    }
    var rows = file.segmentSliceOrNull(firstRow * bytesOfRow, count * bytesOfRow);
    return rows == null ? null : RowBlock.of(rows, count, query.length);
  }
}
