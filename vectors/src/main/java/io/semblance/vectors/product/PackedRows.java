package io.semblance.vectors.product;

import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.stream.IntStream;

/**
 * A copy of rows in the order that products of many rows with many rows read them: panels of {@link
 * #WIDTH} rows, and in a panel the first components of all its rows, then the second, and so on.
 * The last panel is filled up with rows of zeros. One copy serves both sides of a product.
 *
 * <p>Rows are heap memory, {@code 4 * rows * dimension} bytes. Immutable, safe for many threads.
 *
 * <p>A product has the same bits whatever the processor's vector width and whatever other rows it
 * is computed with: one chain of fused multiply-adds in the order of the components. For unit
 * vectors it is within {@link #error} of the exact value.
 */
public final class PackedRows {
  /** Rows of a panel. */
  public static final int WIDTH = ProductKernel.ACTIVE.width();

  /** Rows of a strip, which {@link #multiply} takes on its left side; divides {@link #WIDTH}. */
  public static final int HEIGHT = ProductKernel.ACTIVE.height();

  /** Length of the array that {@link #multiply} writes to. */
  public static final int PRODUCTS = HEIGHT * WIDTH;

  private static final int STRIPS_OF_PANEL = WIDTH / HEIGHT;
  private static final int MAX_GROUP_FLOATS = 1 << 26;

  private final int rows;
  private final int dimension;
  private final int panelFloats;
  private final int panelsOfGroup;
  private final float[][] groups;

  private PackedRows(int rows, int dimension) {
    this.rows = rows;
    this.dimension = dimension;
    this.panelFloats = Math.multiplyExact(WIDTH, dimension);
    this.panelsOfGroup = Math.max(1, MAX_GROUP_FLOATS / panelFloats);
    int panels = panels();
    this.groups = new float[(panels + panelsOfGroup - 1) / panelsOfGroup][];
    for (int group = 0; group < groups.length; group++) {
      int ofThis = Math.min(panelsOfGroup, panels - group * panelsOfGroup);
      groups[group] = new float[ofThis * panelFloats];
    }
  }

  /**
   * Packs all rows of a matrix.
   *
   * @throws SemblanceException with code {@code INVALID_REQUEST} when a component is not finite
   */
  public static PackedRows of(EmbeddingMatrix matrix) {
    return of(matrix, IntStream.range(0, matrix.rows()).toArray());
  }

  /**
   * Packs some rows of a matrix.
   *
   * @param chosen numbers of rows; row i of the result is row {@code chosen[i]} of the matrix
   * @throws SemblanceException with code {@code INVALID_REQUEST} when a component is not finite
   */
  public static PackedRows of(EmbeddingMatrix matrix, int[] chosen) {
    PackedRows packed = new PackedRows(chosen.length, matrix.dimension());
    packed.set(matrix, chosen, 0, chosen.length);
    return packed;
  }

  /** The same on many threads. */
  public static PackedRows of(EmbeddingMatrix matrix, int[] chosen, ParallelLoops loops) {
    PackedRows packed = new PackedRows(chosen.length, matrix.dimension());
    loops.run(
        packed.panels(),
        1,
        (worker, from, to) ->
            packed.set(matrix, chosen, from * WIDTH, Math.min(to * WIDTH, chosen.length)));
    return packed;
  }

  private void set(EmbeddingMatrix matrix, int[] chosen, int from, int to) {
    float[] row = new float[dimension];
    for (int i = from; i < to; i++) {
      matrix.copyRow(chosen[i], row);
      set(i, row, chosen[i]);
    }
  }

  private void set(int index, float[] row, int name) {
    int panel = index / WIDTH;
    float[] group = group(panel);
    int at = offset(panel) + index % WIDTH;
    for (int k = 0; k < dimension; k++, at += WIDTH) {
      if (!Float.isFinite(row[k])) {
        throw SemblanceException.invalid(
            "vectors must be finite numbers, got: " + row[k] + " in row " + name);
      }
      group[at] = row[k];
    }
  }

  /**
   * How far a computed product of two unit vectors may be from the exact one.
   *
   * @param dimension of the vectors
   */
  public static float error(int dimension) {
    return dimension * 0x1p-24f;
  }

  public int rows() {
    return rows;
  }

  public int dimension() {
    return dimension;
  }

  /** Panel p holds rows {@code p * WIDTH} to {@code (p + 1) * WIDTH - 1}. */
  public int panels() {
    return (rows + WIDTH - 1) / WIDTH;
  }

  /** Strip s holds rows {@code s * HEIGHT} to {@code (s + 1) * HEIGHT - 1}. */
  public int strips() {
    return (rows + HEIGHT - 1) / HEIGHT;
  }

  /**
   * Multiplies a strip of these rows with a panel of others. Rows past the last count as zeros: the
   * caller passes over their products.
   *
   * @param columns of the same dimension; may be these rows
   * @param bound when no product reaches it, nothing is written
   * @param products receives {@code HEIGHT x WIDTH} products, strip row after strip row, when one
   *     reaches the bound
   * @return whether one did
   */
  public boolean multiply(int strip, PackedRows columns, int panel, float bound, float[] products) {
    int own = strip / STRIPS_OF_PANEL;
    return ProductKernel.ACTIVE.multiply(
        group(own),
        offset(own) + strip % STRIPS_OF_PANEL * HEIGHT,
        columns.group(panel),
        columns.offset(panel),
        dimension,
        bound,
        products);
  }

  private float[] group(int panel) {
    return groups[panel / panelsOfGroup];
  }

  private int offset(int panel) {
    return panel % panelsOfGroup * panelFloats;
  }
}
