package io.semblance.clustering.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Scored;
import io.semblance.vectors.Similarity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapsTest {
  private static final int GROUPS = 6;
  private static final int OF_GROUP = 50;
  private static final float[][] VECTORS = Sphere.groups(GROUPS, OF_GROUP, 24, .08, 11);

  private static KnnGraph nearest(UniqueRows rows, int k) {
    int[] neighbors = new int[rows.count() * k];
    float[] cosines = new float[rows.count() * k];
    Arrays.fill(neighbors, -1);
    float[] row = new float[rows.dimension()];
    for (int unique = 0; unique < rows.count(); unique++) {
      rows.copy(unique, row);
      int at = unique * k;
      for (Scored near : rows.matrix().topK(Similarity.DOT_PRODUCT, row, k + 1)) {
        int other = rows.uniqueOf(near.ordinal());
        if (other != unique && at < (unique + 1) * k) {
          neighbors[at] = other;
          cosines[at++] = near.score();
        }
      }
    }
    return new KnnGraph(rows.count(), k, neighbors, cosines);
  }

  private static Clustering groups(UniqueRows rows, List<Integer> order) {
    int[] labels = new int[rows.count()];
    for (int unique = 0; unique < labels.length; unique++) {
      labels[unique] = order.get(rows.first(unique)) / OF_GROUP;
    }
    return new Clustering(labels, GROUPS);
  }

  /** The share of points whose nearest other point is of their group. */
  private static double purity(TopicMap map, int[] labels) {
    int same = 0;
    for (int i = 0; i < labels.length; i++) {
      int nearest = -1;
      double best = Double.POSITIVE_INFINITY;
      for (int j = 0; j < labels.length; j++) {
        double away = Math.hypot(map.x()[i] - map.x()[j], map.y()[i] - map.y()[j]);
        if (j != i && away < best) {
          best = away;
          nearest = j;
        }
      }
      same += labels[i] == labels[nearest] ? 1 : 0;
    }
    return (double) same / labels.length;
  }

  private record Maps(TopicMap principal, TopicMap quick, TopicMap graph, int[] labels) {
    static Maps of(List<Integer> order, int threads) {
      try (EmbeddingMatrix matrix = Sphere.ordered(VECTORS, order)) {
        UniqueRows rows = UniqueRows.of(matrix);
        Clustering clustering = groups(rows, order);
        TopicMap start = QuickMap.of(rows, threads);
        return new Maps(
            start,
            QuickMap.of(rows, clustering, threads),
            GraphMap.of(
                nearest(rows, 10),
                start,
                GraphMapOptions.DEFAULTS.onThreads(threads),
                Progress.NONE),
            clustering.labels());
      }
    }
  }

  @Test
  void groupsStayTogetherOnMaps() {
    Maps maps = Maps.of(Sphere.inOrder(VECTORS.length), 1);
    assertThat(purity(maps.quick(), maps.labels())).isGreaterThan(.98);
    assertThat(purity(maps.graph(), maps.labels())).isGreaterThan(.98);
  }

  @Test
  void mapsAreCentredAndReachOne() {
    TopicMap map = Maps.of(Sphere.inOrder(VECTORS.length), 1).graph();
    double largest = 0;
    double sum = 0;
    for (int i = 0; i < map.x().length; i++) {
      largest = Math.max(largest, Math.max(Math.abs(map.x()[i]), Math.abs(map.y()[i])));
      sum += map.x()[i];
    }
    assertThat(largest).isEqualTo(1);
    assertThat(sum / map.x().length).isCloseTo(0, within(1e-6));
  }

  @Test
  void shuffledInputAndMoreThreadsGiveTheSameMapsBitForBit() {
    Maps expected = Maps.of(Sphere.inOrder(VECTORS.length), 1);
    Maps shuffled = Maps.of(Sphere.shuffled(VECTORS.length, 5), 3);
    assertThat(shuffled).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void membersStayNearerToTheirCentreThanToAnother() {
    Maps maps = Maps.of(Sphere.inOrder(VECTORS.length), 1);
    List<TopicMap.Point> centers = maps.quick().centers(GROUPS, maps.labels());
    for (int i = 0; i < maps.labels().length; i++) {
      int item = i;
      List<Double> away =
          centers.stream()
              .map(
                  center ->
                      Math.hypot(
                          center.x() - maps.quick().x()[item], center.y() - maps.quick().y()[item]))
              .toList();
      int nearest = away.indexOf(away.stream().min(Double::compare).orElseThrow());
      assertThat(nearest).isEqualTo(maps.labels()[i]);
    }
  }

  @Test
  void copiesLieInOnePlace() {
    TopicMap map = new TopicMap(new float[] {1, 2}, new float[] {3, 4});
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {{1, 0}, {0, 1}, {1, 0}})) {
      TopicMap all = map.expand(UniqueRows.of(matrix));
      assertThat(all.x()[0]).isEqualTo(all.x()[2]).isNotEqualTo(all.x()[1]);
    }
  }

  @Test
  void oneRowNoRowsAndRowsWithoutNeighboursHavePlaces() {
    try (EmbeddingMatrix none = EmbeddingMatrix.allocate(0, 2);
        EmbeddingMatrix one = EmbeddingMatrix.copyOf(new float[][] {{1, 0}});
        EmbeddingMatrix two = EmbeddingMatrix.copyOf(new float[][] {{1, 0}, {-1, 0}})) {
      assertThat(QuickMap.of(UniqueRows.of(none), 1).x()).isEmpty();
      assertThat(QuickMap.of(UniqueRows.of(one), new Clustering(new int[] {0}, 1), 2).x())
          .containsExactly(0);
      TopicMap start = QuickMap.of(UniqueRows.of(two), 1);
      assertThat(start.x()).containsExactlyInAnyOrder(-1, 1);
      assertThat(start.y()).containsExactly(0, 0);
      KnnGraph lonely = new KnnGraph(2, 0, new int[0], new float[0]);
      TopicMap map = GraphMap.of(lonely, start, GraphMapOptions.DEFAULTS, Progress.NONE);
      assertThat(map.x()).isEqualTo(start.x());
      assertThat(
              GraphMap.of(
                      new KnnGraph(0, 5, new int[0], new float[0]),
                      new TopicMap(new float[0], new float[0]),
                      GraphMapOptions.DEFAULTS,
                      Progress.NONE)
                  .x())
          .isEmpty();
    }
  }

  @Test
  void rowsInOnePlaceComeApartOnlyByChanceAndStayFinite() {
    KnnGraph same =
        new KnnGraph(3, 2, new int[] {1, 2, 0, 2, 0, 1}, new float[] {1, 1, 1, 1, 1, 1});
    TopicMap map =
        GraphMap.of(
            same,
            new TopicMap(new float[3], new float[3]),
            GraphMapOptions.DEFAULTS,
            Progress.NONE);
    assertThat(map.x()).containsExactly(0, 0, 0);
  }

  @Test
  void aStartForAnotherGraphIsRefused() {
    KnnGraph graph = new KnnGraph(1, 0, new int[0], new float[0]);
    TopicMap start = new TopicMap(new float[2], new float[2]);
    assertThatThrownBy(() -> GraphMap.of(graph, start, GraphMapOptions.DEFAULTS, Progress.NONE))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("a layout must start with a place for each row of the graph, 1, got: 2");
  }

  @Test
  void neighboursInBothDirectionsAreJoinedByFuzzyUnion() {
    // Rows 0 and 1 name each other, row 2 names 0 first. The nearest has weight 1 in each view.
    KnnGraph graph = new KnnGraph(3, 1, new int[] {1, 0, 0}, new float[] {.9f, .9f, .5f});
    FuzzyGraph fuzzy = FuzzyGraph.of(graph);
    assertThat(fuzzy.starts()).containsExactly(0, 2, 3, 4);
    assertThat(fuzzy.neighbors()).containsExactly(1, 2, 0, 0);
    assertThat(fuzzy.weights()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void weightsOfNeighboursFallWithDistanceToTheLogarithmOfTheirNumber() {
    KnnGraph graph =
        new KnnGraph(
            4,
            3,
            new int[] {1, 2, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1},
            new float[] {.9f, .8f, .6f, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    FuzzyGraph fuzzy = FuzzyGraph.of(graph);
    assertThat(fuzzy.masses()[0]).isCloseTo(2, within(1e-6f));
    assertThat(fuzzy.weights()[0]).isEqualTo(1);
    assertThat(fuzzy.weights()[1]).isGreaterThan(fuzzy.weights()[2]).isLessThan(1);
    assertThat(fuzzy.masses()[3]).isEqualTo(fuzzy.weights()[2]);
  }

  @Test
  void principalAxesAreThoseOfTheCovariance() {
    // Along the diagonal of the first two components variance 4, along the third 1, else nothing.
    double[][] rows = {{2, 2, 1, 0}, {2, 2, -1, 0}, {-2, -2, 1, 0}, {-2, -2, -1, 0}};
    PrincipalAxes axes = PrincipalAxes.of(rows, 4, 100);
    assertThat(axes.along(0, new double[] {1, 1, 0, 0})).isCloseTo(Math.sqrt(2), within(1e-3));
    assertThat(axes.along(1, new double[] {0, 0, 1, 0})).isCloseTo(1, within(1e-3));
    assertThat(axes.along(0, new double[] {0, 0, 0, 1})).isCloseTo(0, within(1e-3));
  }
}
