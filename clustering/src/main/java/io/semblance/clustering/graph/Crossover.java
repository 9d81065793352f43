package io.semblance.clustering.graph;

/**
 * When comparing all rows takes less time than finding cells and comparing rows with those of some.
 * The numbers are measured; {@code bench/mining.sh} measures them again.
 */
final class Crossover {
  private static final int ROWS = 25_000;

  /**
   * Time of a product of a visit, its share of packing and of finding cells with it, in exact
   * products.
   */
  static final double COST_OF_VISITING = 2;

  private Crossover() {}

  /** Whether it is not worth looking. */
  static boolean isAlwaysExact(int rows) {
    return rows <= ROWS;
  }

  /** In exact mode a row is compared with half of all, since each pair serves both its rows. */
  static boolean isExactFaster(CellVisits planned) {
    return COST_OF_VISITING * planned.visits() / planned.cells() > 0.5;
  }
}
