package io.semblance.clustering.hdbscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.ExactGraphs;
import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.hdbscan.HdbscanConfig.Selection;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HdbscanTest {
  private static final HdbscanConfig PAIRS = new HdbscanConfig(2, 1, Selection.EXCESS_OF_MASS);

  @Test
  void findsTwoPairsWorkedByHand() {
    float[][] vectors = {degrees(0), degrees(2), degrees(90), degrees(93)};

    HdbscanResult result = cluster(vectors, PAIRS);

    double near = 1 / chord(2);
    double next = 1 / chord(3);
    double apart = 1 / chord(88);
    assertThat(result.clustering().labels()).containsExactly(0, 0, 1, 1);
    assertThat(result.probabilities()).containsExactly(1, 1, 1, 1);
    assertThat(result.outlierScores()).containsExactly(0, 0, 0, 0);
    assertThat(result.tree().clusters()).isEqualTo(3);
    assertThat(result.tree().birth(1)).isCloseTo(apart, within(1e-6 * apart));
    assertThat(result.persistence())
        .containsExactly(new double[] {1 - apart / near, (next - apart) / near}, within(1e-3));
  }

  @Test
  void leavesARowThatAloneHoldsTwoClustersTogetherBetweenThem() {
    float[][] vectors = {
      degrees(0), degrees(1), degrees(21), degrees(41), degrees(42),
    };

    assertThat(cluster(vectors, PAIRS).clustering().labels())
        .containsExactly(0, 0, Clustering.OUTLIER, 1, 1);
  }

  @Test
  void givesTheSameForShuffledRows() {
    List<float[]> rows = new ArrayList<>(List.of(blobs(new Random(3), 3, 40, 8)));
    rows.addAll(List.of(rows.get(0), rows.get(0), rows.get(50)));
    HdbscanConfig config = HdbscanConfig.of(8);
    UniqueRows unique = unique(rows);
    HdbscanResult expected = expanded(unique, config);
    assertThat(expected.clustering().clusters()).isEqualTo(3);

    List<Integer> order =
        Arrays.asList(IntStream.range(0, rows.size()).boxed().toArray(Integer[]::new));
    Collections.shuffle(order, new Random(4));
    HdbscanResult shuffled = expanded(unique(order.stream().map(rows::get).toList()), config);

    for (int at = 0; at < order.size(); at++) {
      int row = order.get(at);
      assertThat(shuffled.clustering().labels()[at]).isEqualTo(expected.clustering().labels()[row]);
      assertThat(shuffled.probabilities()[at]).isEqualTo(expected.probabilities()[row]);
      assertThat(shuffled.outlierScores()[at]).isEqualTo(expected.outlierScores()[row]);
    }
    assertThat(shuffled.persistence()).containsExactly(expected.persistence());
  }

  @Test
  void growsATreeWhoseClustersAreDenserAndLighterThanTheirParents() {
    HdbscanResult result = cluster(blobs(new Random(12), 5, 60, 3), HdbscanConfig.of(4));
    CondensedTree tree = result.tree();
    assertThat(tree.clusters()).isGreaterThan(5);

    long[] inChildren = new long[tree.clusters()];
    for (int cluster = 1; cluster < tree.clusters(); cluster++) {
      int parent = tree.parent(cluster);
      inChildren[parent] += tree.weight(cluster);
      assertThat(parent).isLessThan(cluster);
      assertThat(tree.birth(cluster)).isBetween(tree.birth(parent), tree.death(parent));
      assertThat(tree.death(cluster)).isGreaterThanOrEqualTo(tree.birth(cluster));
      assertThat(tree.weight(cluster)).isGreaterThanOrEqualTo(4);
    }
    for (int row = 0; row < tree.rows(); row++) {
      int cluster = tree.leftFrom(row);
      inChildren[cluster]++;
      assertThat(tree.leftAt(row)).isBetween(tree.birth(cluster), tree.death(cluster));
    }
    for (int cluster = 0; cluster < tree.clusters(); cluster++) {
      assertThat(inChildren[cluster]).isEqualTo(tree.weight(cluster));
    }
  }

  @Test
  void needsNoMoreEdgesThanASpanningTree() {
    float[][] rows = blobs(new Random(8), 4, 30, 8);
    HdbscanConfig config = new HdbscanConfig(6, 5, Selection.EXCESS_OF_MASS);

    HdbscanResult full = cluster(rows, config);
    HdbscanResult sparse =
        Hdbscan.cluster(ExactGraphs.of(rows, 60), ones(rows.length), config, Progress.NONE);

    assertThat(sparse.clustering().labels()).containsExactly(full.clustering().labels());
    assertThat(sparse.outlierScores()).containsExactly(full.outlierScores());
  }

  @Test
  void joinsComponentsThatTheGraphLeavesApart() {
    float[][] rows = blobs(new Random(9), 4, 30, 16);
    KnnGraph apart = ExactGraphs.of(rows, 8);

    HdbscanResult result =
        Hdbscan.cluster(
            apart,
            ones(rows.length),
            new HdbscanConfig(8, 4, Selection.EXCESS_OF_MASS),
            Progress.NONE);

    assertThat(result.clustering().clusters()).isEqualTo(4);
    for (int blob = 0; blob < 4; blob++) {
      assertThat(
              Arrays.stream(result.clustering().labels(), 30 * blob, 30 * (blob + 1))
                  .filter(label -> label != Clustering.OUTLIER)
                  .distinct())
          .hasSize(1);
    }
  }

  @Test
  void findsNoClusterInNothingOneAndTwo() {
    for (int rows = 0; rows <= 2; rows++) {
      float[][] vectors = Arrays.copyOf(new float[][] {degrees(0), degrees(1)}, rows);
      HdbscanResult result = cluster(vectors, HdbscanConfig.DEFAULT);

      assertThat(result.clustering().labels()).hasSize(rows).containsOnly(expectedOf(rows));
      assertThat(result.outlierScores()).hasSize(rows);
      assertThat(result.persistence()).isEmpty();
    }
  }

  @Test
  void countsCopiesAndFindsNoClusterInOneTextAlone() {
    HdbscanResult alone =
        Hdbscan.cluster(
            ExactGraphs.of(new float[][] {degrees(0)}, 0),
            new int[] {50},
            HdbscanConfig.DEFAULT,
            Progress.NONE);
    HdbscanResult two =
        Hdbscan.cluster(
            ExactGraphs.of(new float[][] {degrees(0), degrees(50)}, 1),
            new int[] {50, 20},
            HdbscanConfig.DEFAULT,
            Progress.NONE);

    assertThat(alone.clustering().labels()).containsExactly(Clustering.OUTLIER);
    assertThat(two.clustering().labels()).containsExactly(0, 1);
    assertThat(two.probabilities()).containsExactly(1, 1);
  }

  @Test
  void findsNoClusterAmongOrthogonalRows() {
    float[][] axes = new float[12][12];
    for (int i = 0; i < axes.length; i++) {
      axes[i][i] = 1;
    }

    HdbscanResult result = cluster(axes, HdbscanConfig.of(3));

    assertThat(result.clustering().labels()).containsOnly(Clustering.OUTLIER);
    assertThat(result.outlierScores()).containsOnly(0);
  }

  @Test
  void findsNoClusterWhenItWouldNeedMoreRowsThanThereAre() {
    float[][] rows = blobs(new Random(1), 1, 10, 4);

    assertThat(cluster(rows, HdbscanConfig.of(11)).clustering().outliers()).isEqualTo(10);
  }

  @Test
  void refusesBallsThatTheGraphCannotMeasure() {
    float[][] rows = blobs(new Random(1), 1, 20, 4);

    assertThatThrownBy(
            () ->
                Hdbscan.cluster(
                    ExactGraphs.of(rows, 5), ones(20), HdbscanConfig.of(7), Progress.NONE))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("min_samples must be at most 6 on a graph of 5 neighbours")
        .hasMessageContaining("got: 7");
    assertThatThrownBy(() -> HdbscanConfig.of(1))
        .hasMessage("min_cluster_size must be at least 2, got: 1");
  }

  @Test
  void stopsWhenCancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };

    assertThatThrownBy(
            () ->
                Hdbscan.cluster(
                    ExactGraphs.of(new float[][] {degrees(0), degrees(1)}, 1),
                    ones(2),
                    PAIRS,
                    cancelled))
        .isInstanceOf(SemblanceException.class);
  }

  private static int[] expectedOf(int rows) {
    int[] outliers = new int[rows];
    Arrays.fill(outliers, Clustering.OUTLIER);
    return outliers;
  }

  private static HdbscanResult expanded(UniqueRows unique, HdbscanConfig config) {
    float[][] vectors = new float[unique.count()][unique.dimension()];
    for (int row = 0; row < vectors.length; row++) {
      unique.copy(row, vectors[row]);
    }
    KnnGraph graph = ExactGraphs.of(vectors, vectors.length - 1);
    return Hdbscan.cluster(graph, unique.weights(), config, Progress.NONE).expand(unique);
  }

  private static UniqueRows unique(List<float[]> rows) {
    return UniqueRows.of(EmbeddingMatrix.copyOf(rows.toArray(float[][]::new)));
  }

  private static HdbscanResult cluster(float[][] vectors, HdbscanConfig config) {
    return Hdbscan.cluster(
        ExactGraphs.of(vectors, Math.max(0, vectors.length - 1)),
        ones(vectors.length),
        config,
        Progress.NONE);
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static float[] degrees(double angle) {
    return new float[] {
      (float) Math.cos(Math.toRadians(angle)), (float) Math.sin(Math.toRadians(angle))
    };
  }

  private static double chord(double angle) {
    return 2 * Math.sin(Math.toRadians(angle) / 2);
  }

  private static float[][] blobs(Random random, int blobs, int size, int dimension) {
    float[][] rows = new float[blobs * size][dimension];
    for (int blob = 0; blob < blobs; blob++) {
      double[] center = random.doubles(dimension, -1, 1).toArray();
      for (int i = 0; i < size; i++) {
        rows[blob * size + i] = near(random, center);
      }
    }
    return rows;
  }

  private static float[] near(Random random, double[] center) {
    double[] at = Arrays.stream(center).map(value -> value + 0.1 * random.nextGaussian()).toArray();
    double length = Math.sqrt(Arrays.stream(at).map(value -> value * value).sum());
    float[] unit = new float[at.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (at[i] / length);
    }
    return unit;
  }
}
