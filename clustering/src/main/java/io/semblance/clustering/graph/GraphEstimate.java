package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.MiningEstimate;

/**
 * What building a graph will cost. How many rows a row must be compared with by cells depends on
 * the vectors: counted is what tweets needed for 16 neighbours at recall .95.
 *
 * @param mode that the options ask for, or {@code AUTO} would probably take
 * @param exactOperations multiplications and additions of comparing all rows
 * @param cellOperations those of cells, with what packing and heaps cost counted in as operations
 * @param seconds in that mode, by the rate that this machine showed just now
 * @param bytes of heap at most, beside the matrix
 */
public record GraphEstimate(
    GraphMode mode, double exactOperations, double cellOperations, double seconds, long bytes) {
  /**
   * {@code ROWS_VISITED * n^EXPONENT} rows are compared with each, fitted at 25k to 100k tweets.
   */
  private static final double ROWS_VISITED = 1.7;

  private static final double EXPONENT = 0.75;

  /** Rows whose true neighbours are found. */
  private static final int SAMPLED = 1256;

  static GraphEstimate of(UniqueRows rows, int k, GraphOptions options, MiningEstimate exact) {
    double n = rows.count();
    double compared = ROWS_VISITED * Math.pow(n, EXPONENT) + SAMPLED + CellVisits.cells((int) n);
    double cellOperations =
        2 * rows.dimension() * n * Math.min(n, compared) * Crossover.COST_OF_VISITING;
    GraphMode mode = mode(rows, options, exact.operations(), cellOperations);
    double operations = mode == GraphMode.EXACT ? exact.operations() : cellOperations;
    double seconds = exact.seconds() * operations / Math.max(1, exact.operations());
    return new GraphEstimate(
        mode, exact.operations(), cellOperations, seconds, bytes(rows, k, mode, compared));
  }

  private static GraphMode mode(UniqueRows rows, GraphOptions options, double exact, double cells) {
    if (options.mode() != GraphMode.AUTO) {
      return options.mode();
    }
    return Crossover.isAlwaysExact(rows.count()) || exact <= cells
        ? GraphMode.EXACT
        : GraphMode.CELLS;
  }

  private static long bytes(UniqueRows rows, int k, GraphMode mode, double compared) {
    long graph = 8L * rows.count() * k;
    if (mode == GraphMode.EXACT) {
      return 4L * rows.count() * rows.dimension() + 3 * graph;
    }
    double visits = compared * CellVisits.cells(rows.count()) / Math.max(1, rows.count());
    return 2 * graph + (long) (8 * visits * rows.count());
  }
}
