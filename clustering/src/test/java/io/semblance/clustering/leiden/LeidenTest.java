package io.semblance.clustering.leiden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.ExactGraphs;
import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.SymmetricGraph;
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

class LeidenTest {
  /** Two triangles whose edges have cosine 0.8, joined by one edge of cosine 0.6. */
  private static final KnnGraph TRIANGLES =
      new KnnGraph(
          6,
          3,
          new int[] {1, 2, -1, 0, 2, -1, 0, 1, 3, 4, 5, 2, 3, 5, -1, 3, 4, -1},
          new float[] {
            .8f, .8f, 0, .8f, .8f, 0, .8f, .8f, .6f, .8f, .8f, .6f, .8f, .8f, 0, .8f, .8f, 0
          });

  @Test
  void findsTwoTrianglesAndTheirQualityWorkedByHand() {
    LeidenNetwork network = network(TRIANGLES, ones(6), .5f);
    LeidenConfig config = LeidenConfig.of(.1).withMinClusterSize(1);

    LeidenResult result = Leiden.cluster(network, config, Progress.NONE);

    assertThat(result.clustering().labels()).containsExactly(0, 0, 0, 1, 1, 1);
    // 6 edges of .3 inside, seen from both ends, less .1 * 3^2 twice, over 6 * .3 + .1 twice
    assertThat(result.quality()).isCloseTo((3.6 - 1.8) / 3.8, within(1e-6));
    assertThat(network.edges()).isEqualTo(7);
    assertThat(network.resolutionFor(3)).isCloseTo(3.8 / 6 / 3, within(1e-6));
  }

  @Test
  void hasAUsualResolutionForAnyNumberOfRows() {
    LeidenNetwork few = network(TRIANGLES, ones(6), .5f);
    LeidenNetwork many = network(ExactGraphs.of(blobs(new Random(1), 10, 40, 4), 2), ones(400), 0);

    assertThat(few.usualResolution()).isEqualTo(few.resolutionFor(24));
    assertThat(many.usualResolution()).isEqualTo(many.resolutionFor(1000));
  }

  @Test
  void joinsWhatIsDenserThanTheResolutionAsksFor() {
    LeidenNetwork network = network(TRIANGLES, ones(6), .5f);

    // the edge between the triangles weighs .1: together when .1 > resolution * 3 * 3
    assertThat(labels(network, LeidenConfig.of(.0110).withMinClusterSize(1))).containsOnly(0);
    assertThat(labels(network, LeidenConfig.of(.0112).withMinClusterSize(1)))
        .containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(labels(network, LeidenConfig.of(.31).withMinClusterSize(1)))
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void leavesEdgesUpToTheFloorOut() {
    assertThat(network(TRIANGLES, ones(6), .6f).edges()).isEqualTo(6);
    assertThat(network(TRIANGLES, ones(6), .8f).edges()).isZero();
  }

  @Test
  void countsCopiesAsRowsOfTheirOwn() {
    KnnGraph pair = new KnnGraph(2, 1, new int[] {1, 0}, new float[] {.9f, .9f});
    LeidenNetwork network = network(pair, new int[] {3, 2}, .4f);

    // 3 * 2 * .5 between them
    assertThat(labels(network, LeidenConfig.of(.499).withMinClusterSize(5))).containsExactly(0, 0);
    assertThat(labels(network, LeidenConfig.of(.501).withMinClusterSize(3)))
        .containsExactly(0, Clustering.OUTLIER);
  }

  @Test
  void givesTheSameForShuffledRows() {
    List<float[]> rows = new ArrayList<>(List.of(blobs(new Random(3), 5, 40, 8)));
    rows.addAll(List.of(rows.get(0), rows.get(0), rows.get(70)));
    int[] expected = clusterExpanded(rows);
    assertThat(Arrays.stream(expected).distinct().count()).isGreaterThanOrEqualTo(5);

    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
    Collections.shuffle(order, new Random(4));
    int[] shuffled = clusterExpanded(order.stream().map(rows::get).toList());

    for (int at = 0; at < order.size(); at++) {
      assertThat(shuffled[at]).isEqualTo(expected[order.get(at)]);
    }
  }

  @Test
  void keepsLabelsWhenContinuedOnWhatDidNotChange() {
    LeidenNetwork network =
        network(ExactGraphs.of(blobs(new Random(6), 6, 50, 12), 10), ones(300), 0);
    LeidenConfig config = LeidenConfig.of(network.resolutionFor(100));
    LeidenResult first = Leiden.cluster(network, config, Progress.NONE);
    assertThat(first.clustering().clusters()).isGreaterThanOrEqualTo(6);

    LeidenResult again =
        Leiden.continueFrom(first.clustering(), network, config.withSeed(7), Progress.NONE);

    assertThat(again.clustering().labels()).containsExactly(first.clustering().labels());
    assertThat(again.quality()).isGreaterThanOrEqualTo(first.quality() - 1e-12);
  }

  @Test
  void putsNewRowsIntoEarlierCommunities() {
    LeidenNetwork network = network(TRIANGLES, ones(6), .5f);
    Clustering earlier = new Clustering(new int[] {0, 0, -1, 1, 1, -1}, 2);

    LeidenResult result =
        Leiden.continueFrom(earlier, network, LeidenConfig.of(.05), Progress.NONE);

    assertThat(result.clustering().labels()).containsOnly(Clustering.OUTLIER);
    assertThat(
            Leiden.continueFrom(
                    earlier, network, LeidenConfig.of(.05).withMinClusterSize(3), Progress.NONE)
                .clustering()
                .labels())
        .containsExactly(0, 0, 0, 1, 1, 1);
    assertThatThrownBy(
            () ->
                Leiden.continueFrom(
                    new Clustering(new int[2], 1), network, LeidenConfig.of(1), Progress.NONE))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("an earlier clustering must be of the same 6 rows, got: 2");
  }

  @Test
  void findsNoCommunityInNothingOneAndTwo() {
    for (int rows = 0; rows <= 2; rows++) {
      KnnGraph graph = new KnnGraph(rows, 0, new int[0], new float[0]);
      LeidenNetwork network = network(graph, ones(rows), 0);

      LeidenResult result = Leiden.cluster(network, LeidenConfig.of(.1), Progress.NONE);
      assertThat(result.clustering().outliers()).isEqualTo(rows);
      assertThat(result.quality()).isZero();
      assertThat(
              Leiden.continueFrom(result.clustering(), network, LeidenConfig.of(.1), Progress.NONE)
                  .clustering()
                  .labels())
          .hasSize(rows);
    }
  }

  @Test
  void takesOneTextAloneForACommunityOfItsCopies() {
    LeidenNetwork network =
        network(new KnnGraph(1, 0, new int[0], new float[0]), new int[] {30}, 0);

    assertThat(labels(network, LeidenConfig.of(.1))).containsExactly(0);
  }

  @Test
  void refusesWhatIsNotAResolution() {
    assertThatThrownBy(() -> LeidenConfig.of(0))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("resolution must be above 0 and finite, got: 0.0");
    assertThatThrownBy(() -> LeidenConfig.of(Double.NaN)).isInstanceOf(SemblanceException.class);
  }

  private static int[] clusterExpanded(List<float[]> rows) {
    UniqueRows unique = UniqueRows.of(EmbeddingMatrix.copyOf(rows.toArray(float[][]::new)));
    float[][] vectors = new float[unique.count()][unique.dimension()];
    for (int row = 0; row < vectors.length; row++) {
      unique.copy(row, vectors[row]);
    }
    LeidenNetwork network = network(ExactGraphs.of(vectors, 10), unique.weights(), 0);
    LeidenConfig config = LeidenConfig.of(network.resolutionFor(60));
    return Leiden.cluster(network, config, Progress.NONE).clustering().expand(unique).labels();
  }

  private static int[] labels(LeidenNetwork network, LeidenConfig config) {
    return Leiden.cluster(network, config, Progress.NONE).clustering().labels();
  }

  static LeidenNetwork network(KnnGraph graph, int[] copies, float floor) {
    return LeidenNetwork.of(SymmetricGraph.union(graph), copies, floor);
  }

  static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  static float[][] blobs(Random random, int blobs, int size, int dimension) {
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
