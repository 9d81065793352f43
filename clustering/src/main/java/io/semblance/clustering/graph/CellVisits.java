package io.semblance.clustering.graph;

import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import java.util.stream.IntStream;

/**
 * Which cells each row is compared with: its own and the next nearest, as many as a sample says are
 * needed, then more. Used by one thread, which has helpers; reading is safe for many threads.
 */
final class CellVisits {
  private static final double CELLS_PER_ROOT = 1.5;

  /** Packing a visitor takes the time of some dozen products: cells are to have many more. */
  private static final int LEAST_ROWS_OF_A_CELL = 250;

  private static final double MARGIN = 0.01;
  private static final double WIDENING = 1.3;

  private final Cells cells;
  private final int[] all;
  private int visited = 1;
  private int visits;
  private int[] nearest = {};

  private CellVisits(UniqueRows rows, Cells cells, int visits) {
    this.cells = cells;
    this.all = IntStream.range(0, rows.count()).toArray();
    this.visits = visits;
  }

  /**
   * Finds cells, and how many of them a row must visit.
   *
   * @param planning true neighbours, of other rows than those that recall is measured on
   */
  static CellVisits plan(
      UniqueRows rows, SampledNeighbors planning, GraphOptions options, ParallelLoops loops) {
    Cells cells = Cells.train(rows, cells(rows.count()), loops, options.seed());
    int visits = VisitPlan.of(cells, planning).visits(options.targetRecall() + MARGIN);
    return new CellVisits(rows, cells, visits);
  }

  /** How many cells so many rows are parted into. */
  static int cells(int rows) {
    double cells = Math.min(CELLS_PER_ROOT * Math.sqrt(rows), (double) rows / LEAST_ROWS_OF_A_CELL);
    return Math.max(1, (int) Math.round(cells));
  }

  /** How many cells there are. */
  int cells() {
    return cells.count();
  }

  /** How many cells each row visits. */
  int visits() {
    return visits;
  }

  /** Finds the nearest cells of all rows; before anything below. */
  void assign() {
    nearest = cells.nearest(all, visits);
  }

  /** The rows of each cell. */
  Groups members() {
    return Groups.of(cells.count(), nearest, visits, 0, 1);
  }

  /** The rows that visit each cell and did not before {@link #widen}; in their own they are not. */
  Groups visitors() {
    return Groups.of(cells.count(), nearest, visits, visited, visits);
  }

  /** Whether every row visits every cell. */
  boolean isAll() {
    return visits == cells.count();
  }

  /** Lets rows visit more cells. */
  void widen() {
    visited = visits;
    visits = Math.min(cells.count(), (int) (visits * WIDENING) + 1);
    assign();
  }

  /**
   * Whether two rows of different cells, of which one visits the other's cell now, meet here and in
   * this order first: they may have met before, or the other may visit the one as well.
   */
  boolean isFirstMeeting(int visitor, int member) {
    int back = rank(member, nearest[visitor * visits]);
    return back >= visits || (back >= visited && visitor < member);
  }

  private int rank(int row, int cell) {
    int rank = 0;
    while (rank < visits && nearest[row * visits + rank] != cell) {
      rank++;
    }
    return rank;
  }
}
