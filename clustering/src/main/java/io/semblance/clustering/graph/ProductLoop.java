package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;

/** Multiplies a block of rows with a block of columns and shows what reaches the bounds. */
final class ProductLoop {
  /** Rows that are packed at once: two such blocks are a few megabytes. */
  static final int SEGMENT = 2048;

  private static final int STRIPS_IN_CACHE = Math.max(1, 240 / PackedRows.HEIGHT);

  private ProductLoop() {}

  /** What hears of products. Used by one thread at a time. */
  interface Listener {
    /** Products of this strip and panel that do not reach it are not shown. */
    float bound(int strip, int panel);

    /** A product that reached the bound; both are numbers of rows in their blocks. */
    void product(int left, int right, float cosine);

    /** All products of a strip and a panel, of which one reached the bound, were shown. */
    default void shown(int strip, int panel) {}
  }

  /** The unique rows {@code chosen}, packed in that order. */
  static PackedRows pack(UniqueRows rows, int[] chosen) {
    return PackedRows.of(rows.matrix(), Arrays.stream(chosen).map(rows::first).toArray());
  }

  /** Packs the two blocks, which may be the same rows, and multiplies them. */
  static void run(UniqueRows rows, int[] left, int[] right, Listener listener) {
    PackedRows packed = pack(rows, left);
    run(packed, Arrays.equals(left, right) ? packed : pack(rows, right), listener);
  }

  static void run(PackedRows left, PackedRows right, Listener listener) {
    float[] products = new float[PackedRows.PRODUCTS];
    for (int from = 0; from < left.strips(); from += STRIPS_IN_CACHE) {
      int to = Math.min(left.strips(), from + STRIPS_IN_CACHE);
      for (int panel = 0; panel < right.panels(); panel++) {
        multiply(left, from, to, right, panel, listener, products);
      }
    }
  }

  private static void multiply(
      PackedRows left,
      int from,
      int to,
      PackedRows right,
      int panel,
      Listener listener,
      float[] products) {
    for (int strip = from; strip < to; strip++) {
      float bound = listener.bound(strip, panel);
      if (left.multiply(strip, right, panel, bound, products)) {
        show(left.rows(), strip, right.rows(), panel, bound, products, listener);
      }
    }
  }

  private static void show(
      int leftRows,
      int strip,
      int rightRows,
      int panel,
      float bound,
      float[] products,
      Listener listener) {
    int left = strip * PackedRows.HEIGHT;
    int right = panel * PackedRows.WIDTH;
    int height = Math.min(PackedRows.HEIGHT, leftRows - left);
    int width = Math.min(PackedRows.WIDTH, rightRows - right);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        float cosine = products[row * PackedRows.WIDTH + column];
        if (cosine >= bound) {
          listener.product(left + row, right + column, cosine);
        }
      }
    }
    listener.shown(strip, panel);
  }
}
