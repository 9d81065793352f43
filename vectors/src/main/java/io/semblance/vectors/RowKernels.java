package io.semblance.vectors;

import java.lang.foreign.MemorySegment;

/**
 * The inner loops of {@link RowBlock}. Offsets are in bytes; callers have checked them. A row's
 * result does not depend on which others it is compared with.
 */
sealed interface RowKernels permits ScalarRowKernels, SimdRowKernels {
  /** The fastest implementation that this JVM can run. */
  RowKernels ACTIVE =
      ModuleLayer.boot().findModule(Kernels.VECTOR_MODULE).isPresent()
          ? new SimdRowKernels()
          : new ScalarRowKernels();

  float dot(MemorySegment rows, long query, long other, int dimension);

  float squaredDistance(MemorySegment rows, long query, long other, int dimension);

  /** Compares one row with four others; the results go to {@code into[at .. at + 3]}. */
  void dots(
      MemorySegment rows,
      long query,
      long other0,
      long other1,
      long other2,
      long other3,
      int dimension,
      float[] into,
      int at);

  /** Compares one row with four others; the results go to {@code into[at .. at + 3]}. */
  void squaredDistances(
      MemorySegment rows,
      long query,
      long other0,
      long other1,
      long other2,
      long other3,
      int dimension,
      float[] into,
      int at);
}
