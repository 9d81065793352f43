package io.semblance.clustering.topics;

import io.semblance.clustering.KnnGraph;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;

/**
 * Maps by the neighbour graph, as UMAP does (McInnes, Healy and Melville, "UMAP: Uniform Manifold
 * Approximation and Projection", 2018): neighbours attract each other by their weights, random
 * others repel each other. Similarity in the plane is {@code 1 / (1 + a * distance^2)}.
 *
 * <p>Where this departs from UMAP: in each epoch all places move at once, from where all were in
 * the epoch before, by the expected attraction of all edges and a seeded sample of repulsion,
 * through Adam with a step that falls to zero. So a place depends on no order of updates, and
 * threads change nothing.
 */
public final class GraphMap {
  /** Of the curve that UMAP fits for a least distance of 0.1 and a spread of 1. */
  private static final double A = 1.58;

  /** UMAP moves both ends of an edge from either side. */
  private static final double ATTRACTION = 2;

  /** UMAP's repelling samples for each attracting edge. */
  private static final double REPULSION = 5;

  private static final int SAMPLES = 8;
  private static final double MAX_PULL = 4;
  private static final double NEARLY_NOTHING = 1e-3;
  private static final double START_EXTENT = 10;
  private static final int GRAIN = 1024;

  private final FuzzyGraph graph;
  private final long seed;
  private final Adam adam;
  private double[] places;
  private double[] moved;

  private GraphMap(FuzzyGraph graph, TopicMap start, long seed) {
    this.graph = graph;
    this.seed = seed;
    this.places = new double[2 * graph.rows()];
    this.moved = new double[places.length];
    this.adam = new Adam(places.length);
    for (int row = 0; row < graph.rows(); row++) {
      places[2 * row] = START_EXTENT * start.x()[row];
      places[2 * row + 1] = START_EXTENT * start.y()[row];
    }
  }

  /**
   * Lays out a graph.
   *
   * @param graph of the unique rows
   * @param start where they are at first, see {@link QuickMap}; rows without neighbours stay there
   * @param options changes of the seed change the map
   * @param progress counts epochs
   * @throws SemblanceException with code {@code INVALID_REQUEST} when the start has another number
   *     of places, {@code CANCELLED} when the progress says so
   */
  public static TopicMap of(
      KnnGraph graph, TopicMap start, GraphMapOptions options, Progress progress) {
    if (start.x().length != graph.rows()) {
      throw SemblanceException.invalid(
          "a layout must start with a place for each row of the graph, "
              + graph.rows()
              + ", got: "
              + start.x().length);
    }
    GraphMap map = new GraphMap(FuzzyGraph.of(graph), start, options.seed());
    try (ParallelLoops loops = new ParallelLoops(options.threads(), "map")) {
      for (int epoch = 0; epoch < options.epochs(); epoch++) {
        progress.throwIfCancelled("laying out a map");
        map.move(epoch, options.epochs(), loops);
        progress.advancedTo(epoch + 1L);
      }
    }
    return TopicMap.of(map.places);
  }

  private void move(int epoch, int epochs, ParallelLoops loops) {
    Adam.Step step = adam.step(1 - (double) epoch / epochs);
    loops.run(
        graph.rows(),
        GRAIN,
        (worker, from, to) -> {
          double[] pull = new double[2];
          for (int row = from; row < to; row++) {
            pull[0] = 0;
            pull[1] = 0;
            attract(row, pull);
            repel(row, epoch, pull);
            moved[2 * row] = places[2 * row] + step.of(2 * row, pull[0]);
            moved[2 * row + 1] = places[2 * row + 1] + step.of(2 * row + 1, pull[1]);
          }
        });
    double[] before = places;
    places = moved;
    moved = before;
  }

  private void attract(int row, double[] pull) {
    double x = places[2 * row];
    double y = places[2 * row + 1];
    for (int i = graph.starts()[row]; i < graph.starts()[row + 1]; i++) {
      int other = graph.neighbors()[i];
      double towardX = places[2 * other] - x;
      double towardY = places[2 * other + 1] - y;
      double squared = towardX * towardX + towardY * towardY;
      double strength = 2 * A / (1 + A * squared);
      double weight = ATTRACTION * graph.weights()[i];
      pull[0] += weight * clipped(strength * towardX);
      pull[1] += weight * clipped(strength * towardY);
    }
  }

  private void repel(int row, int epoch, double[] pull) {
    double weight = REPULSION * graph.masses()[row] / SAMPLES;
    SampledRows sampled = new SampledRows(seed, epoch, row, graph.rows());
    for (int i = 0; i < SAMPLES; i++) {
      int other = sampled.next();
      double awayX = places[2 * row] - places[2 * other];
      double awayY = places[2 * row + 1] - places[2 * other + 1];
      double squared = awayX * awayX + awayY * awayY;
      double strength = 2 / ((NEARLY_NOTHING + squared) * (1 + A * squared));
      pull[0] += weight * clipped(strength * awayX);
      pull[1] += weight * clipped(strength * awayY);
    }
  }

  private static double clipped(double pull) {
    return Math.max(-MAX_PULL, Math.min(MAX_PULL, pull));
  }
}
