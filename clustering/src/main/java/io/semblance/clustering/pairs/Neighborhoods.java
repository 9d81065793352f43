package io.semblance.clustering.pairs;

import io.semblance.clustering.KnnGraph;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.BitSet;

/**
 * From candidates to neighbours. A product of the kernel and the cosine differ by at most a margin:
 * when the k-th best cosine of the candidates is above their least product by more than that,
 * nothing that was not kept can be among the best.
 */
final class Neighborhoods {
  private static final int GRAIN = 64;

  private final NearestSides sides;
  private final int rows;
  private final int k;
  private final boolean keepsAll;
  private final double margin;
  private final NearestCandidates candidates;
  private final int[] neighbors;
  private final float[] cosines;

  /** Makes empty ones of at most k neighbours each. */
  Neighborhoods(NearestSides sides, int k) {
    if (k < 0) {
      throw SemblanceException.invalid("k must be at least 0, got: " + k);
    }
    this.sides = sides;
    this.rows = sides.left().length;
    this.k = Math.min(k, Math.max(0, sides.others()));
    int room = this.k == 0 ? 0 : Math.min(sides.others(), spare(this.k));
    this.keepsAll = room >= sides.others() || room == 0;
    this.margin = ExactCosines.margin(sides.leftMatrix().dimension());
    this.candidates = new NearestCandidates(rows, room);
    this.neighbors = new int[rows * this.k];
    this.cosines = new float[rows * this.k];
    Arrays.fill(neighbors, -1);
  }

  /** With so many, few rows are left open by vectors of a language model. */
  private static int spare(int k) {
    return (int) Math.min(Integer.MAX_VALUE, k + 4L + k / 4);
  }

  NearestCandidates candidates() {
    return candidates;
  }

  /**
   * Decides all neighbours.
   *
   * @param right the rows of the right side, packed
   */
  KnnGraph settle(PackedRows right, ParallelLoops loops) {
    BitSet open = new BitSet();
    ExactCosines[] exact = new ExactCosines[loops.workers()];
    Arrays.setAll(exact, worker -> sides.cosines());
    loops.run(
        rows,
        GRAIN,
        (worker, from, to) -> {
          for (int row = from; row < to; row++) {
            if (!settle(row, exact[worker])) {
              synchronized (open) {
                open.set(row);
              }
            }
          }
        });
    if (!open.isEmpty()) {
      int[] places = open.stream().toArray();
      new OpenRows(sides.only(places), k, lowest(places)).settle(right, loops, this, places);
    }
    return new KnnGraph(rows, k, neighbors, cosines);
  }

  private boolean settle(int row, ExactCosines exact) {
    int[] numbers = candidates.of(row);
    PairRecord[] found = new PairRecord[numbers.length];
    for (int i = 0; i < found.length; i++) {
      double cosine = exact.cosine(sides.left()[row], sides.right()[numbers[i]]);
      found[i] = new PairRecord(PairRecord.scoreKey(cosine), numbers[i]);
    }
    Arrays.sort(found);
    set(row, found);
    return keepsAll || found[k - 1].score() > candidates.bound(row) + margin;
  }

  /** The best first. */
  void set(int row, PairRecord[] best) {
    for (int rank = 0; rank < Math.min(k, best.length); rank++) {
      neighbors[row * k + rank] = best[rank].high();
      cosines[row * k + rank] = (float) best[rank].score();
    }
  }

  /** Cosines that the last neighbours of some rows have at least. */
  private double[] lowest(int[] places) {
    return Arrays.stream(places)
        .mapToDouble(row -> Math.nextDown(cosines[row * k + k - 1]))
        .toArray();
  }
}
