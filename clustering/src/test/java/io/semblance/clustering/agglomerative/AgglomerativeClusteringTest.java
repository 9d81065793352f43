package io.semblance.clustering.agglomerative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.TestRows;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AgglomerativeClusteringTest {
  private final ParallelLoops loops = new ParallelLoops(2, "test");

  @AfterEach
  void stop() {
    loops.close();
  }

  private record Case(
      String name,
      Linkage linkage,
      float[][] vectors,
      double[] heights,
      double threshold,
      int[] atThreshold,
      Map<Integer, int[]> cuts) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What scipy computed, written by src/test/fixtures/partitions.py. */
  static List<Case> cases() throws IOException {
    return TestRows.cases("/linkages.json", Case[].class);
  }

  private Dendrogram tree(float[][] vectors, Linkage linkage) {
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      return AgglomerativeClustering.tree(UniqueRows.of(matrix), linkage, loops, Progress.NONE);
    }
  }

  private static int[] numbered(int[] labels) {
    int[] ones = new int[labels.length];
    Arrays.fill(ones, 1);
    int least = Arrays.stream(labels).min().orElse(0);
    return Clustering.numbered(Arrays.stream(labels).map(l -> l - least).toArray(), ones).labels();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheTreeOfScipy(Case expected) {
    try (EmbeddingMatrix matrix = TestRows.matrix(expected.vectors())) {
      UniqueRows rows = UniqueRows.of(matrix);

      Dendrogram tree =
          AgglomerativeClustering.tree(rows, expected.linkage(), loops, Progress.NONE);

      // copies are one leaf here, and merges at height 0 there
      double[] merges =
          Arrays.copyOfRange(
              expected.heights(), rows.rows() - rows.count(), expected.heights().length);
      assertThat(tree.heights()).containsExactly(merges, within(2e-6));
      expected
          .cuts()
          .forEach(
              (k, labels) ->
                  assertThat(numbered(tree.cut(k).expand(rows).labels()))
                      .containsExactly(numbered(labels)));
      assertThat(numbered(tree.cutAt(expected.threshold()).expand(rows).labels()))
          .containsExactly(numbered(expected.atThreshold()));
    }
  }

  @Test
  void mergesOfThreeRowsWorkedByHand() {
    // cosines 0.8 and 0.6 with the middle row, 0 between the outer ones
    float[][] vectors = {{1, 0}, {0.8f, 0.6f}, {0, 1}};
    Dendrogram average = tree(vectors, Linkage.AVERAGE);
    assertThat(average.heights()).containsExactly(new double[] {0.2, (1 + 0.4) / 2}, within(1e-6));
    assertThat(average.left()).hasSize(2);
    assertThat(average.right()[1]).isEqualTo(3);

    // d = sqrt(0.4); then sqrt((2 * 2 + 2 * 0.8 - 0.4) / 3)
    Dendrogram ward = tree(vectors, Linkage.WARD);
    assertThat(ward.heights())
        .containsExactly(new double[] {Math.sqrt(0.4), Math.sqrt(5.2 / 3)}, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(Linkage.class)
  void threadsAndOrderDoNotChangeTheTree(Linkage linkage) {
    float[][] vectors = TestRows.grouped(300, 12, 20, 1, 5);
    Dendrogram one = tree(vectors, linkage);
    try (ParallelLoops single = new ParallelLoops(1, "test");
        EmbeddingMatrix matrix = TestRows.matrix(TestRows.shuffled(vectors, 1))) {
      Dendrogram other =
          AgglomerativeClustering.tree(UniqueRows.of(matrix), linkage, single, Progress.NONE);
      assertThat(other).usingRecursiveComparison().isEqualTo(one);
    }
  }

  @ParameterizedTest
  @EnumSource(Linkage.class)
  void orthogonalRowsMergeInSomeFixedOrder(Linkage linkage) {
    Dendrogram tree = tree(TestRows.orthogonal(40), linkage);
    assertThat(tree.merges()).isEqualTo(39);
    for (int k = 1; k <= 40; k++) {
      assertThat(tree.cut(k).clusters()).isEqualTo(k);
    }
    assertThat(tree.cutAt(0.99).clusters()).isEqualTo(40);
  }

  @ParameterizedTest
  @EnumSource(Linkage.class)
  void noRowsOneRowAndCopiesHaveNoMerges(Linkage linkage) {
    Dendrogram none = tree(new float[0][], linkage);
    assertThat(none.merges()).isZero();
    assertThat(none.cutAt(1).clusters()).isZero();
    float[] row = {0.6f, 0.8f};
    Dendrogram copies = tree(new float[][] {row, row}, linkage);
    assertThat(copies.leaves()).isEqualTo(1);
    assertThat(copies.cut(1).labels()).containsExactly(0);
    assertThat(tree(new float[][] {row, {1, 0}}, linkage).cutAt(3).clusters()).isEqualTo(1);
  }

  @Test
  void cutsThatCannotBeAreRefused() {
    Dendrogram tree = tree(TestRows.orthogonal(3), Linkage.AVERAGE);
    assertThatThrownBy(() -> tree.cut(4))
        .hasMessage("k must be from 1 to the number of different vectors, 3, got: 4");
    assertThatThrownBy(() -> tree.cutAt(Double.NaN))
        .hasMessage("distance_threshold must be at least 0, got: NaN");
  }

  @Test
  void moreRowsThanMemoryAllowsAreRefusedBeforeTheWork() {
    float[][] vectors = new float[AgglomerativeClustering.MOST_ROWS + 1][];
    for (int row = 0; row < vectors.length; row++) {
      double angle = row * 1e-4;
      vectors[row] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
    assertThatThrownBy(() -> tree(vectors, Linkage.WARD))
        .isInstanceOf(SemblanceException.class)
        .hasMessageStartingWith(
            "agglomerative clustering takes at most 30000 different vectors, got: 30001;");
  }

  @Test
  void stopsWhenAsked() {
    Progress cancelled =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    try (EmbeddingMatrix matrix = TestRows.matrix(TestRows.orthogonal(5))) {
      UniqueRows rows = UniqueRows.of(matrix);
      assertThatThrownBy(() -> AgglomerativeClustering.tree(rows, Linkage.WARD, loops, cancelled))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }

  @Test
  void aHeapThatIsTooSmallIsSaidBeforeTheWorkBegins() {
    AgglomerativeClustering.requireMemory(10_000, 256L << 20);
    assertThatThrownBy(() -> AgglomerativeClustering.requireMemory(20_000, 640L << 20))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("20,000 different vectors takes 762 MB")
        .hasMessageContaining("640 MB; give it more with -Xmx");
  }
}
