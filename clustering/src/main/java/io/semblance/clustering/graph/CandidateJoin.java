package io.semblance.clustering.graph;

/**
 * Hears of products that reach a fixed bound and passes on pairs of different rows, each pair of
 * unique rows once in all joins together. Used by one thread.
 */
final class CandidateJoin implements ProductLoop.Listener {
  /** Takes pairs. */
  @FunctionalInterface
  interface Receiver {
    /** Called with two different unique rows. */
    void pair(int one, int other);
  }

  /** Decides which of the two ways round a pair is passed on. */
  @FunctionalInterface
  interface Turn {
    /** Whether the pair is passed on when {@code left} stands on the left side. */
    boolean isOf(int left, int right);
  }

  private final int[] left;
  private final int[] right;
  private final float bound;
  private final Turn turn;
  private final Receiver receiver;

  CandidateJoin(int[] left, int[] right, float bound, Turn turn, Receiver receiver) {
    this.left = left;
    this.right = right;
    this.bound = bound;
    this.turn = turn;
    this.receiver = receiver;
  }

  @Override
  public float bound(int strip, int panel) {
    return bound;
  }

  @Override
  public void product(int leftAt, int rightAt, float cosine) {
    int one = left[leftAt];
    int other = right[rightAt];
    if (one != other && turn.isOf(one, other)) {
      receiver.pair(one, other);
    }
  }
}
