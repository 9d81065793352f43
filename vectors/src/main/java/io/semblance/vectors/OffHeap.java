package io.semblance.vectors;

import java.lang.foreign.MemorySegment;

/**
 * Tells the JIT compiler that a segment is off heap. Without that it goes by the kinds of segments
 * that the whole process ever read: once arrays were among them, as in any process that runs
 * Lucene, each read becomes a virtual call (a factor of 5).
 */
final class OffHeap {
  private static final Class<? extends MemorySegment> TYPE = MemorySegment.NULL.getClass();

  private OffHeap() {}

  /**
   * The same segment.
   *
   * @throws ClassCastException when it is an array
   */
  static MemorySegment known(MemorySegment segment) {
    return TYPE.cast(segment);
  }
}
