package io.semblance.index.graph;

import io.semblance.vectors.RowBlock;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.lucene.codecs.lucene95.HasIndexSlice;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a segment as one block of memory: the mapped file itself, or a copy off the heap
 * where the directory maps none or in several pieces.
 *
 * @param arena owns the copy, or null when there is none
 */
record MappedRows(RowBlock rows, @Nullable Arena arena) implements AutoCloseable {
  static MappedRows of(FloatVectorValues values) throws IOException {
    MemorySegment mapped = mapped(values);
    if (mapped != null) {
      return new MappedRows(RowBlock.of(mapped, values.size(), values.dimension()), null);
    }
    Arena arena = Arena.ofShared();
    try {
      MemorySegment copy = arena.allocate(4L * values.size() * values.dimension(), 64);
      for (int row = 0; row < values.size(); row++) {
        MemorySegment.copy(
            values.vectorValue(row),
            0,
            copy,
            ValueLayout.JAVA_FLOAT,
            4L * row * values.dimension(),
            values.dimension());
      }
      return new MappedRows(RowBlock.of(copy, values.size(), values.dimension()), arena);
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  private static @Nullable MemorySegment mapped(FloatVectorValues values) throws IOException {
    if (values instanceof HasIndexSlice sliced
        && sliced.getSlice() instanceof MemorySegmentAccessInput segments) {
      return segments.segmentSliceOrNull(0, segments.length());
    }
    return null;
  }

  @Override
  public void close() {
    if (arena != null) {
      arena.close();
    }
  }
}
