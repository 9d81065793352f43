package io.semblance.clustering.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestRowsTest {
  private static List<List<Integer>> numbers(KnnGraph graph) {
    List<List<Integer>> numbers = new ArrayList<>();
    for (int row = 0; row < graph.rows(); row++) {
      int of = row;
      numbers.add(
          IntStream.range(0, graph.degree(row))
              .mapToObj(rank -> graph.neighbor(of, rank))
              .toList());
    }
    return numbers;
  }

  private static List<Integer> expected(float[] query, float[][] corpus, int k, int self) {
    double[] cosines =
        Arrays.stream(corpus).mapToDouble(row -> AllPairs.cosine(query, row)).toArray();
    return IntStream.range(0, corpus.length)
        .boxed()
        .filter(number -> number != self)
        .sorted(Comparator.comparingDouble(number -> -cosines[number])) // stable
        .limit(k)
        .toList();
  }

  private static float[][] uniqueRows(UniqueRows rows) {
    return IntStream.range(0, rows.count())
        .mapToObj(number -> rows.matrix().copyRow(rows.first(number)))
        .toArray(float[][]::new);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,5", "2,5", "3,40", "2,1000", "2,0"})
  void graphHasTheNearestOtherUniqueRows(int threads, int k) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(UnitRows.clustered(600, 24, 2))) {
      UniqueRows rows = UniqueRows.of(matrix);
      float[][] unique = uniqueRows(rows);

      KnnGraph graph = NearestRows.graph(rows, k, threads, Progress.NONE);

      assertThat(graph.k()).isEqualTo(Math.min(k, rows.count() - 1));
      for (int row = 0; row < unique.length; row++) {
        assertThat(numbers(graph).get(row)).isEqualTo(expected(unique[row], unique, k, row));
        for (int rank = 0; rank < graph.degree(row); rank++) {
          float cosine = (float) AllPairs.cosine(unique[row], unique[graph.neighbor(row, rank)]);
          assertThat(graph.cosine(row, rank)).isCloseTo(cosine, within());
        }
      }
    }
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-7f);
  }

  /** Differences far below the kernel's rounding: only double tells who is nearest. */
  private static float[][] nearlyEqual(int count, int dimension) {
    Random random = new Random(5);
    float[][] rows = UnitRows.clustered(1, dimension, 3);
    float[][] near = new float[count][];
    for (int i = 0; i < count; i++) {
      near[i] = rows[0].clone();
      near[i][random.nextInt(dimension)] += (float) (2e-4 * random.nextGaussian());
    }
    return near;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nearlyEqualRowsAreToldApart(int threads) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(nearlyEqual(600, 40))) {
      UniqueRows rows = UniqueRows.of(matrix);
      float[][] unique = uniqueRows(rows);

      List<List<Integer>> found = numbers(NearestRows.graph(rows, 7, threads, Progress.NONE));

      int open = 0;
      for (int row = 0; row < unique.length; row++) {
        List<Integer> nearest = expected(unique[row], unique, 7, row);
        double last = AllPairs.cosine(unique[row], unique[nearest.get(6)]);
        for (int number : found.get(row)) {
          assertThat(AllPairs.cosine(unique[row], unique[number]))
              .isGreaterThanOrEqualTo(last - 1e-12);
        }
        open += found.get(row).equals(nearest) ? 0 : 1;
      }
      assertThat(open).isLessThan(unique.length / 10); // ties at 1, where rounding is cut off
    }
  }

  @Test
  void orthogonalRowsAreNeighboursByNumber() {
    float[][] rows = new float[100][100];
    for (int i = 0; i < rows.length; i++) {
      rows[i][i] = 1;
    }
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      KnnGraph graph = NearestRows.graph(UniqueRows.of(matrix), 3, 2, Progress.NONE);
      assertThat(numbers(graph).get(0)).containsExactly(1, 2, 3);
      assertThat(numbers(graph).get(1)).containsExactly(0, 2, 3);
      assertThat(numbers(graph).get(99)).containsExactly(0, 1, 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,12", "2,2000"})
  void corpusRowsAreFoundForOtherVectors(int threads, int k) {
    float[][] queries = UnitRows.clustered(70, 24, 8);
    float[][] corpus = UnitRows.clustered(900, 24, 9);
    try (EmbeddingMatrix left = EmbeddingMatrix.copyOf(queries);
        EmbeddingMatrix right = EmbeddingMatrix.copyOf(corpus)) {
      List<List<Integer>> found = numbers(NearestRows.of(left, right, k, threads, Progress.NONE));
      for (int query = 0; query < queries.length; query++) {
        assertThat(found.get(query)).isEqualTo(expected(queries[query], corpus, k, -1));
      }
    }
  }

  @Test
  void someRowsHaveTheNeighboursThatTheyHaveInTheGraph() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(UnitRows.clustered(600, 24, 4))) {
      UniqueRows rows = UniqueRows.of(matrix);
      List<List<Integer>> graph = numbers(NearestRows.graph(rows, 6, 1, Progress.NONE));
      int[] queries = {17, 3, 400};
      assertThat(numbers(NearestRows.of(rows, queries, 6, 2, Progress.NONE)))
          .containsExactly(graph.get(17), graph.get(3), graph.get(400));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void fewRowsHaveFewNeighbours(int count) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(count, 2)) {
      IntStream.range(0, count).forEach(i -> matrix.setRow(i, new float[] {i, 1 - i}));
      KnnGraph graph = NearestRows.graph(UniqueRows.of(matrix), 4, 2, Progress.NONE);
      assertThat(graph.rows()).isEqualTo(count);
      assertThat(graph.k()).isEqualTo(Math.max(0, count - 1));
    }
  }

  @Test
  void wrongInputIsRefused() {
    try (EmbeddingMatrix two = EmbeddingMatrix.copyOf(new float[][] {{1, 0}});
        EmbeddingMatrix three = EmbeddingMatrix.copyOf(new float[][] {{1, 0, 0}});
        EmbeddingMatrix nan = EmbeddingMatrix.copyOf(new float[][] {{1, 0}, {Float.NaN, 0}})) {
      assertThatThrownBy(() -> NearestRows.of(two, three, 1, 1, Progress.NONE))
          .isInstanceOf(SemblanceException.class)
          .hasMessage("dimension mismatch: corpus has 3, queries have 2");
      assertThatThrownBy(() -> NearestRows.of(two, nan, 1, 1, Progress.NONE))
          .hasMessage("vectors must have length 1, got: NaN in row 1");
      assertThatThrownBy(() -> NearestRows.of(two, two, -1, 1, Progress.NONE))
          .hasMessage("k must be at least 0, got: -1");
    }
  }
}
