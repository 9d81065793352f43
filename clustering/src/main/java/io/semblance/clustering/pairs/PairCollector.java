package io.semblance.clustering.pairs;

import io.semblance.clustering.UniqueRows;
import io.semblance.vectors.product.PackedRows;
import java.util.function.Consumer;

/**
 * Collects a worker's pairs: what the kernel's product does not rule out is computed in double, and
 * what is admitted then is handed over some thousands at a time.
 */
final class PairCollector implements BlockProduct.Visitor {
  private static final int BATCH = 1 << 13;

  private final UniqueRows unique;
  private final RowOrder order;
  private final BestPairs best;
  private final ExactCosines cosines;
  private final PairRecords batch = new PairRecords(BATCH);
  private Consumer<PairRecords> receiver = records -> {};
  private int panel;
  private float bound;

  PairCollector(UniqueRows unique, RowOrder order, BestPairs best) {
    this.unique = unique;
    this.order = order;
    this.best = best;
    this.cosines = new ExactCosines(unique.matrix());
  }

  /** Starts a block of rows, whose pairs go to {@code receiver}. */
  void start(Consumer<PairRecords> newReceiver) {
    receiver = newReceiver;
  }

  @Override
  public void enter(int newPanel) {
    panel = newPanel;
    bound = ExactCosines.candidateBound(best.bound(), unique.dimension());
  }

  @Override
  public float bound(int strip) {
    return bound;
  }

  @Override
  public void visit(int strip, float[] products) {
    int firstRow = strip * PackedRows.HEIGHT;
    int firstColumn = panel * PackedRows.WIDTH;
    int rows = Math.min(PackedRows.HEIGHT, order.left() - firstRow);
    int columns = Math.min(PackedRows.WIDTH, order.count() - firstColumn);
    for (int row = 0; row < rows; row++) {
      int from = Math.max(0, firstRow + row + 1 - firstColumn);
      for (int column = from; column < columns; column++) {
        if (products[row * PackedRows.WIDTH + column] >= bound) {
          offer(order.unique(firstRow + row), order.unique(firstColumn + column));
        }
      }
    }
  }

  private void offer(int a, int b) {
    double score = cosines.cosine(unique.first(a), unique.first(b));
    long scoreKey = PairRecord.scoreKey(score);
    long numbers = PairRecord.numbers(a, b);
    if (best.admits(score, scoreKey, numbers)) {
      batch.add(scoreKey, numbers);
      if (batch.size() == BATCH) {
        finish();
      }
    }
  }

  /** Hands over what is left. */
  void finish() {
    receiver.accept(batch);
    batch.truncate(0);
  }
}
