package io.semblance.index.graph;

/**
 * Walks a layer towards a row, keeping the closest nodes seen (algorithm 2 of Malkov and Yashunin,
 * 2016). One thread at a time; the layer must not change meanwhile.
 */
final class BeamSearch {
  private final RowScores scores;
  private final int[] rowOf;
  private final int[] visits;
  private final int[] fresh;
  private final int[] freshRows;
  private final float[] freshScores;
  private final long[] beam;
  private int size;
  private int visit;

  /**
   * @param rowOf the row of each node
   * @param maxWidth most links of a node in any layer
   * @param maxBeam widest beam that will be asked for
   */
  BeamSearch(RowScores scores, int[] rowOf, int maxWidth, int maxBeam) {
    this.scores = scores;
    this.rowOf = rowOf;
    this.visits = new int[rowOf.length];
    this.fresh = new int[maxWidth];
    this.freshRows = new int[maxWidth];
    this.freshScores = new float[maxWidth];
    this.beam = new long[maxBeam];
  }

  /** Starts at one node. */
  void enter(int row, int node) {
    fresh[0] = node;
    freshRows[0] = rowOf[node];
    scores.score(row, freshRows, 1, freshScores);
    beam[0] = Ranked.of(freshScores[0], node);
    size = 1;
  }

  /** Walks on, from what was found so far, through another layer. */
  void walk(LinkLayer layer, int row, int width) {
    visit++;
    size = Math.min(size, width);
    for (int i = 0; i < size; i++) {
      visits[Ranked.node(beam[i])] = visit;
      beam[i] = Ranked.unmarked(beam[i]);
    }
    int next = 0;
    while (next < size) {
      int count = unvisited(layer, Ranked.node(beam[next]));
      beam[next] = Ranked.marked(beam[next]);
      scores.score(row, freshRows, count, freshScores);
      int lowest = next + 1;
      for (int i = 0; i < count; i++) {
        lowest = Math.min(lowest, insert(Ranked.of(freshScores[i], fresh[i]), width));
      }
      next = lowest;
      while (next < size && Ranked.isMarked(beam[next])) {
        next++;
      }
    }
  }

  private int unvisited(LinkLayer layer, int node) {
    int[] links = layer.page(node);
    int start = layer.start(node);
    int end = start + layer.count(node);
    int count = 0;
    for (int i = start; i < end; i++) {
      int link = links[i];
      if (visits[link] != visit) {
        visits[link] = visit;
        fresh[count] = link;
        freshRows[count++] = rowOf[link];
      }
    }
    return count;
  }

  /** Puts a node in its place among the closest; where that was, or past the end. */
  private int insert(long ranked, int width) {
    if (size == width && ranked < beam[size - 1]) {
      return width;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (beam[middle] > ranked) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int kept = Math.min(size, width - 1);
    System.arraycopy(beam, low, beam, low + 1, kept - low);
    beam[low] = ranked;
    size = kept + 1;
    return low;
  }

  /** Number of nodes found. */
  int size() {
    return size;
  }

  /**
   * What was found, closest first: {@link #size()} of {@link Ranked}; shared until the next walk.
   */
  long[] found() {
    return beam;
  }
}
