package io.semblance.clustering.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final float[] EAST = {1, 0, 0};
  private static final float[] NORTH = {0, 1, 0};
  private static final float[] UP = {0, 0, 1};
  private static final float[] NORTH_EAST = {.8f, .6f, 0};
  private static final float[] SOUTH_EAST = {.8f, -.6f, 0};

  private static final KeywordOptions ONE_TEXT =
      new KeywordOptions(3, 2, TermWeighting.PLAIN, 1, 1000);

  private static TopicReport describe(
      EmbeddingMatrix matrix, List<String> texts, int[] labelsOfRows, int clusters, int threads) {
    UniqueRows rows = UniqueRows.of(matrix);
    return Topics.describe(
        rows,
        ofUnique(rows, labelsOfRows, clusters),
        texts::get,
        Terms.words(),
        TopicOptions.DEFAULTS.with(ONE_TEXT).onThreads(threads),
        Progress.NONE);
  }

  private static Clustering ofUnique(UniqueRows rows, int[] labelsOfRows, int clusters) {
    int[] labels = new int[rows.count()];
    for (int unique = 0; unique < labels.length; unique++) {
      labels[unique] = labelsOfRows[rows.first(unique)];
    }
    return new Clustering(labels, clusters);
  }

  private static TopicReport describe(
      float[][] vectors, List<String> texts, int[] labels, int clusters) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(vectors)) {
      return describe(matrix, texts, labels, clusters, 1);
    }
  }

  @Test
  void aTopicHasItsShapeItsTextsAndItsWords() {
    TopicReport report =
        describe(
            new float[][] {NORTH_EAST, EAST, SOUTH_EAST, EAST, UP, NORTH},
            List.of("blue cat", "cat", "cat food", "cat", "moon", "wind"),
            new int[] {0, 0, 0, 0, 1, -1},
            2);

    Topic cats = report.topics().get(0);
    assertThat(cats.id()).isZero();
    assertThat(cats.size()).isEqualTo(3);
    assertThat(cats.weight()).isEqualTo(4);
    assertThat(cats.centroid()).containsExactly(1, 0, 0);
    assertThat(cats.cohesion()).isCloseTo(2.6 / 3, within(1e-7));
    assertThat(cats.separation()).isZero();
    assertThat(cats.medoid()).isEqualTo(1);
    assertThat(cats.representatives()).startsWith(1).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(cats.keywords()).extracting(Keyword::text).startsWith("cat");
    assertThat(cats.label()).startsWith("cat, ");

    assertThat(report.topics().get(1).label()).isEqualTo("moon");
    assertThat(report.rows()).isEqualTo(6);
    assertThat(report.outliers()).isEqualTo(1);
    assertThat(report.coverage()).isCloseTo(5. / 6, within(1e-12));
    assertThat(report.sizeHistogram()).containsExactly(1, 0, 1);
  }

  @Test
  void outlierScoresCompareDistancesWithTheMedianOfTheCluster() {
    TopicReport report =
        describe(
            new float[][] {NORTH_EAST, EAST, SOUTH_EAST, EAST, NORTH},
            List.of("a", "b", "c", "d", "e"),
            new int[] {0, 0, 0, 0, -1},
            1);
    // Distances of the members: 0, 0.2, 0.2; of the outlier: 1.
    assertThat(report.outlierScores()).hasSize(5);
    assertThat(report.outlierScores()[0]).isCloseTo(0, within(1e-5f));
    assertThat(report.outlierScores()[1]).isZero();
    assertThat(report.outlierScores()[4]).isCloseTo(.8f, within(1e-5f));
    assertThat(report.topics().get(0).separation()).isEqualTo(-1);
  }

  @Test
  void representativesAreNearTheCentroidAndDifferent() {
    // All as near to the centroid as each other, but the first two are nearly copies.
    float[][] vectors = {
      {.8f, .6f, 0}, {.8f, .599f, .0346f}, {.8f, -.6f, 0}, {.8f, 0, .6f}, {.8f, 0, -.6f}
    };
    TopicReport report =
        describe(vectors, List.of("a", "b", "c", "d", "e"), new int[] {0, 0, 0, 0, 0}, 1);
    List<Integer> representatives = report.topics().get(0).representatives();
    assertThat(representatives).hasSize(5);
    assertThat(representatives.subList(0, 4)).contains(2, 3, 4);
  }

  @Test
  void aTextThatWasCopiedCountsOnce() {
    TopicReport report =
        describe(
            new float[][] {EAST, EAST, EAST, NORTH_EAST, NORTH_EAST, UP},
            List.of("spam", "spam", "spam", "ham", "ham ham", "sun"),
            new int[] {0, 0, 0, 0, 0, 1},
            2);
    assertThat(report.topics().get(0).keywords())
        .extracting(Keyword::text)
        .containsExactly("ham", "spam");
  }

  @Test
  void theTreeJoinsNearTopicsFirstAndNamesThemByTheirWords() {
    TopicTree tree =
        describe(
                new float[][] {EAST, UP, NORTH_EAST},
                List.of("cat fur", "moon", "dog fur"),
                new int[] {0, 1, 2},
                3)
            .tree();
    assertThat(tree).isNotNull();
    assertThat(tree.joins()).hasSize(2);
    TopicTree.Join animals = tree.joins().get(0);
    assertThat(animals.left()).isZero();
    assertThat(animals.right()).isEqualTo(2);
    assertThat(animals.cosine()).isCloseTo(.8, within(1e-7));
    assertThat(animals.keywords()).extracting(Keyword::text).contains("fur", "cat", "dog");
    assertThat(tree.joins().get(1).topics()).isEqualTo(3);
  }

  @Test
  void shuffledInputAndMoreThreadsGiveTheSameTopics() {
    float[][] vectors = Sphere.groups(5, 40, 16, .1, 7);
    vectors[3] = vectors[7];
    int n = vectors.length;
    List<String> expected = null;
    for (int run = 0; run < 4; run++) {
      List<Integer> order = run == 0 ? Sphere.inOrder(n) : Sphere.shuffled(n, run);
      List<String> texts = order.stream().map(i -> "w" + i / 40 + " v" + i % 7 + " all").toList();
      int[] labels = order.stream().mapToInt(i -> i % 11 == 5 ? -1 : i / 40).toArray();
      try (EmbeddingMatrix matrix = Sphere.ordered(vectors, order)) {
        TopicReport report = describe(matrix, texts, labels, 5, 1 + run % 3);
        List<String> shown = shown(report, order);
        expected = expected == null ? shown : expected;
        assertThat(shown).isEqualTo(expected);
      }
    }
  }

  /** All that a report says, with rows named by what they were before shuffling. */
  private static List<String> shown(TopicReport report, List<Integer> order) {
    float[] scores = new float[order.size()];
    for (int row = 0; row < scores.length; row++) {
      scores[order.get(row)] = report.outlierScores()[row];
    }
    List<String> shown = new ArrayList<>();
    for (Topic topic : report.topics()) {
      shown.add(
          Arrays.toString(topic.centroid())
              + topic.keywords()
              + topic.cohesion()
              + topic.separation()
              + topic.representatives().stream()
                  .map(row -> order.get(row) == 7 ? 3 : order.get(row))
                  .toList());
    }
    shown.add(Arrays.toString(scores));
    shown.add(String.valueOf(report.tree()));
    return shown;
  }

  @Test
  void noClustersMakeAnEmptyReport() {
    TopicReport report =
        describe(new float[][] {EAST, UP}, List.of("a", "b"), new int[] {-1, -1}, 0);
    assertThat(report.topics()).isEmpty();
    assertThat(report.coverage()).isZero();
    assertThat(report.outlierScores()).containsExactly(1, 1);
    assertThat(report.sizeHistogram()).isEmpty();
    assertThat(report.tree()).isEqualTo(new TopicTree(0, List.of()));
  }

  @Test
  void noRowsMakeAnEmptyReport() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(0, 3)) {
      TopicReport report = describe(matrix, List.of(), new int[0], 0, 2);
      assertThat(report.topics()).isEmpty();
      assertThat(report.coverage()).isEqualTo(1);
    }
  }

  @Test
  void aTopicOfEmptyTextsOrOppositeVectorsIsStillDescribed() {
    TopicReport report =
        describe(new float[][] {EAST, {-1, 0, 0}}, List.of("", ""), new int[] {0, 0}, 1);
    Topic topic = report.topics().get(0);
    assertThat(topic.centroid()).containsExactly(0, 0, 0);
    assertThat(topic.cohesion()).isZero();
    assertThat(topic.keywords()).isEmpty();
    assertThat(topic.label()).isEmpty();
  }

  @Test
  void aTopicWithoutKeywordsIsNamedByTheBeginningOfItsMedoid() {
    String text = "!! " + "?".repeat(100);
    TopicReport report = describe(new float[][] {EAST}, List.of(text), new int[] {0}, 1);
    assertThat(report.topics().get(0).label()).isEqualTo("!! " + "?".repeat(56) + "…");
  }

  @Test
  void theLabelsOfAnEarlierRunAreKept() {
    float[][] vectors = {EAST, UP};
    List<String> texts = List.of("cat", "moon");
    TopicReport report = describe(vectors, texts, new int[] {0, 1}, 2);
    Clustering clustering = new Clustering(new int[] {0, 1}, 2);
    Generation before =
        new Generation(
            List.of("x", "y"),
            new Clustering(new int[] {1, 0}, 2),
            new int[] {7, 9},
            List.of("night", "pets"),
            10);
    Generation now = Generation.first(List.of("x", "y"), clustering, List.of("cat", "moon"));
    TopicReport followed = report.following(Lineage.between(before, now));
    assertThat(followed.topics()).extracting(Topic::stableId).containsExactly(9, 7);
    assertThat(followed.topics()).extracting(Topic::label).containsExactly("pets", "night");
  }

  @Test
  void aClusteringOfOtherRowsOrWithAnEmptyClusterIsRefused() {
    assertThatThrownBy(() -> describe(new float[][] {EAST}, List.of("a"), new int[] {0}, 2))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("every cluster must have an item, got one of none");
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {EAST})) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering other = new Clustering(new int[] {0, 0}, 1);
      assertThatThrownBy(() -> TopicAssigner.of(rows, other, .05, 1))
          .isInstanceOf(SemblanceException.class)
          .hasMessage(
              "a clustering must have a label for each different row, got: 2 labels for 1 rows");
    }
  }

  @Test
  void describingEndsWhenItIsCancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(new float[][] {EAST})) {
      UniqueRows rows = UniqueRows.of(matrix);
      Clustering clustering = new Clustering(new int[] {0}, 1);
      assertThatThrownBy(
              () ->
                  Topics.describe(
                      rows,
                      clustering,
                      row -> "a",
                      Terms.words(),
                      TopicOptions.DEFAULTS,
                      cancelled))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }
}
