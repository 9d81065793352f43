package io.semblance.clustering.pairs;

import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.Collections;
import java.util.PriorityQueue;

/**
 * Rows whose nearest the kernel's rounding leaves open, as among many nearly equal vectors: every
 * product near the k-th best is computed in double.
 */
final class OpenRows {
  private final NearestSides sides;
  private final int k;
  private final double[] lowest;

  /**
   * Looks for the nearest of all rows on the left.
   *
   * @param k at least 1
   * @param lowest the cosine that the k-th nearest of each has at least
   */
  OpenRows(NearestSides sides, int k, double[] lowest) {
    this.sides = sides;
    this.k = k;
    this.lowest = lowest;
  }

  /**
   * Decides the neighbours of all.
   *
   * @param right the rows of the right side, packed
   * @param places where the rows are in {@code target}
   */
  void settle(PackedRows right, ParallelLoops loops, Neighborhoods target, int[] places) {
    PackedRows left = sides.packLeft();
    loops.run(
        BlockProduct.blocks(left.rows()),
        1,
        (worker, block, end) -> {
          int first = block * BlockProduct.ROWS;
          Block visitor = new Block(first, Math.min(BlockProduct.ROWS, left.rows() - first));
          BlockProduct.rectangle(left, block, right, visitor, new float[PackedRows.PRODUCTS]);
          visitor.giveTo(target, places);
        });
  }

  private final class Block implements BlockProduct.Visitor {
    private final int first;
    private final PriorityQueue<PairRecord>[] best;
    private final float[] bounds;
    private final ExactCosines exact = sides.cosines();
    private int firstColumn;
    private int columns;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of queues has no generic type
    Block(int first, int rows) {
      this.first = first;
      this.best = new PriorityQueue[rows];
      Arrays.setAll(best, row -> new PriorityQueue<>(k + 1, Collections.reverseOrder()));
      this.bounds = new float[rows];
      for (int row = 0; row < rows; row++) {
        setBound(row, lowest[first + row]);
      }
    }

    private void setBound(int row, double cosine) {
      bounds[row] =
          ExactCosines.candidateBound(
              Math.max(cosine, lowest[first + row]), sides.leftMatrix().dimension());
    }

    @Override
    public void enter(int panel) {
      firstColumn = panel * PackedRows.WIDTH;
      columns = Math.min(PackedRows.WIDTH, sides.right().length - firstColumn);
    }

    @Override
    public float bound(int strip) {
      int from = strip * PackedRows.HEIGHT - first;
      float least = Float.POSITIVE_INFINITY;
      for (int row = from; row < Math.min(bounds.length, from + PackedRows.HEIGHT); row++) {
        least = Math.min(least, bounds[row]);
      }
      return least;
    }

    @Override
    public void visit(int strip, float[] products) {
      int from = strip * PackedRows.HEIGHT - first;
      for (int row = from; row < Math.min(bounds.length, from + PackedRows.HEIGHT); row++) {
        for (int i = 0; i < columns; i++) {
          boolean isSelf = firstColumn + i == sides.self()[first + row];
          if (products[(row - from) * PackedRows.WIDTH + i] >= bounds[row] && !isSelf) {
            offer(row, firstColumn + i);
          }
        }
      }
    }

    private void offer(int row, int number) {
      double cosine = exact.cosine(sides.left()[first + row], sides.right()[number]);
      PriorityQueue<PairRecord> queue = best[row];
      queue.add(new PairRecord(PairRecord.scoreKey(cosine), number));
      if (queue.size() > k) {
        queue.remove();
        setBound(row, queue.element().score());
      }
    }

    void giveTo(Neighborhoods target, int[] places) {
      for (int row = 0; row < best.length; row++) {
        target.set(places[first + row], best[row].stream().sorted().toArray(PairRecord[]::new));
      }
    }
  }
}
