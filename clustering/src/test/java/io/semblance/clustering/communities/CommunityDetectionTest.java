package io.semblance.clustering.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.TestRows;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommunityDetectionTest {
  private final ParallelLoops loops = new ParallelLoops(2, "test");

  @AfterEach
  void stop() {
    loops.close();
  }

  private List<Community> inInputOrder(float[][] vectors, double threshold, int minSize) {
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      return CommunityDetection.inInputOrder(
          matrix, new CommunityConfig(threshold, minSize), loops, Progress.NONE);
    }
  }

  private static List<List<Integer>> members(List<Community> communities) {
    return communities.stream()
        .map(community -> Arrays.stream(community.members()).boxed().toList())
        .toList();
  }

  /** Unit vectors in the plane, at these degrees. */
  private static float[][] at(double... degrees) {
    return Arrays.stream(degrees)
        .map(Math::toRadians)
        .mapToObj(angle -> new float[] {(float) Math.cos(angle), (float) Math.sin(angle)})
        .toArray(float[][]::new);
  }

  // Within 30 degrees is a cosine of 0.866 and more.
  private static final double WITHIN_30_DEGREES = 0.866;

  @Test
  void theRowWithMostNeighborsTakesThemFirst() {
    // neighbours: 0: {0 20}, 20: {0 20 45}, 45: {20 45 70}, 70: {45 70}, 180: {180 190}, 190
    List<Community> communities = inInputOrder(at(0, 20, 45, 70, 180, 190), WITHIN_30_DEGREES, 2);
    // 20 stands before 45 and has as many; 70 is then left alone
    assertThat(members(communities)).containsExactly(List.of(1, 0, 2), List.of(4, 5));
    assertThat(communities).extracting(Community::center).containsExactly(1, 4);
  }

  @Test
  void aCommunityMayLoseItsCenterToAnEarlierOne() {
    // 0 has 5 neighbours to its sides; 25 has itself, 0, 10 and three of its own beyond
    float[][] vectors = at(0, -10, -20, -25, 10, 25, 45, 50, 52);
    List<Community> communities = inInputOrder(vectors, WITHIN_30_DEGREES, 3);
    // 25: {25 0 10 45 50 52} has six like 0: {0 -10 -20 -25 10 25}, which stands first
    assertThat(members(communities)).containsExactly(List.of(0, 1, 4, 2, 3, 5), List.of(6, 7, 8));
    assertThat(communities.get(1).center()).isEqualTo(5);
  }

  @Test
  void theThresholdIsInclusiveAndARowIsItsOwnNeighbor() {
    float[][] vectors = {{3, 4}, {3, 4}, {5, 0}};
    // cosine of the first and the last: 0.6
    assertThat(members(inInputOrder(vectors, 1, 1))).containsExactly(List.of(0, 1), List.of(2));
    assertThat(members(inInputOrder(new float[][] {{1, 0}, {0.5f, 0}}, 1, 2)))
        .containsExactly(List.of(0, 1));
  }

  @Test
  void equallyLargeCommunitiesStandAsTheirCentersDo() {
    assertThat(members(inInputOrder(at(0, 90, 1, 91, 180), 0.99, 2)))
        .containsExactly(List.of(0, 2), List.of(1, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "0.95,2", "0.8,2", "0.6,3", "0.5,10", "0.4,5", "0.3,10", "0.2,10", "0.1,20", "0,10", "-1,10",
    "0.3,1", "0.7,1"
  })
  void inInputOrderGivesWhatTheDefinitionDoes(double threshold, int minSize) {
    float[][] vectors = TestRows.grouped(900, 10, 23, 1.2f, 8);
    assertThat(members(inInputOrder(vectors, threshold, minSize)))
        .isEqualTo(ListedCommunities.of(vectors, threshold, minSize));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.7, 0.5, 0.3})
  void uniqueRowsGiveTheSameCommunitiesWhereNothingIsTied(double threshold) {
    float[][] vectors = untied(threshold);
    List<List<Integer>> inInputOrder = members(inInputOrder(vectors, threshold, 3));
    assertThat(inInputOrder).hasSizeGreaterThan(2);

    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      UniqueRows rows = UniqueRows.of(matrix);
      Communities communities =
          CommunityDetection.of(rows, new CommunityConfig(threshold, 3), loops, Progress.NONE);
      List<Community> expanded =
          communities.list().stream().map(community -> community.expand(rows)).toList();
      assertThat(members(expanded)).isEqualTo(inInputOrder);
      int[] labels = communities.clustering().expand(rows).labels();
      for (int community = 0; community < inInputOrder.size(); community++) {
        for (int member : inInputOrder.get(community)) {
          assertThat(labels[member]).isEqualTo(community);
        }
      }
      assertThat(communities.clustering().sizes())
          .containsExactly(inInputOrder.stream().mapToInt(List::size).toArray());
    }
  }

  /** Stars: a centre and around it rows that are near to it but hardly to each other. */
  private static float[][] untied(double threshold) {
    int stars = 6;
    int ownComponent = stars;
    List<float[]> vectors = new ArrayList<>();
    for (int star = 0; star < stars; star++) {
      float[] center = new float[80];
      center[star] = 1;
      vectors.add(center);
      for (int ray = 0; ray < 6 + 2 * star; ray++) {
        float[] row = new float[80];
        double cosine = threshold + (1 - threshold) * (0.1 + 0.002 * ray);
        row[star] = (float) cosine;
        row[ownComponent++] = (float) Math.sqrt(1 - cosine * cosine);
        vectors.add(row);
      }
    }
    Collections.shuffle(vectors, new Random(1));
    return vectors.toArray(float[][]::new);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.6, 0.3, 0, -1})
  void threadsAndOrderDoNotChangeCommunities(double threshold) {
    float[][] vectors = TestRows.grouped(700, 10, 9, 1.5f, 4);
    CommunityConfig config = new CommunityConfig(threshold, 5);
    Communities one;
    try (ParallelLoops single = new ParallelLoops(1, "test");
        EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      one = CommunityDetection.of(UniqueRows.of(matrix), config, single, Progress.NONE);
    }
    try (EmbeddingMatrix matrix = TestRows.matrix(TestRows.shuffled(vectors, 2))) {
      Communities other =
          CommunityDetection.of(UniqueRows.of(matrix), config, loops, Progress.NONE);
      assertThat(other).usingRecursiveComparison().isEqualTo(one);
    }
  }

  @Test
  void copiesCountForTheSize() {
    float[][] directions = TestRows.orthogonal(3);
    float[][] vectors = {
      directions[0], directions[1], directions[0], directions[1], directions[1], directions[2]
    };
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      UniqueRows rows = UniqueRows.of(matrix);
      Communities communities =
          CommunityDetection.of(rows, new CommunityConfig(0.5, 2), loops, Progress.NONE);
      assertThat(communities.clustering().expand(rows).labels())
          .containsExactly(1, 0, 1, 0, 0, Clustering.OUTLIER);
      assertThat(communities.list().get(0).expand(rows).members()).containsExactly(1, 3, 4);
      assertThat(communities.list().get(0).expand(rows).center()).isEqualTo(1);
    }
  }

  @Test
  void everythingNearEverythingIsOneCommunity() {
    float[][] vectors = TestRows.grouped(500, 6, 1, 0.1f, 3);
    List<Community> communities = inInputOrder(vectors, 0, 10);
    assertThat(communities).hasSize(1);
    assertThat(communities.get(0).members()).hasSize(500);
  }

  @Test
  void orthogonalRowsHaveOnlyThemselves() {
    float[][] vectors = TestRows.orthogonal(100);
    assertThat(inInputOrder(vectors, 0.5, 2)).isEmpty();
    assertThat(inInputOrder(vectors, 0.5, 1)).hasSize(100);
    assertThat(inInputOrder(vectors, 0, 2)).hasSize(1);
  }

  @Test
  void identicalRowsAreOneCommunity() {
    float[] row = {0.6f, 0.8f};
    float[][] vectors = IntStream.range(0, 200).mapToObj(i -> row).toArray(float[][]::new);
    assertThat(members(inInputOrder(vectors, 1, 10)))
        .containsExactly(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void ofFewRowsAllAreEnough() {
    assertThat(inInputOrder(new float[0][], 0.5, 10)).isEmpty();
    assertThat(members(inInputOrder(at(10), 0.5, 10))).containsExactly(List.of(0));
    assertThat(members(inInputOrder(at(10, 20), 0.5, 10))).containsExactly(List.of(0, 1));
    assertThat(inInputOrder(at(10, 100), 0.5, 10)).isEmpty();
    try (EmbeddingMatrix matrix = TestRows.matrix(new float[0][])) {
      Communities none =
          CommunityDetection.of(
              UniqueRows.of(matrix), CommunityConfig.DEFAULT, loops, Progress.NONE);
      assertThat(none.clustering().clusters()).isZero();
      assertThat(none.list()).isEmpty();
    }
  }

  @Test
  void rowsOfZerosAreNearNothing() {
    float[][] vectors = {{0, 0}, {0, 0}, {1, 0}, {2, 0}};
    assertThat(members(inInputOrder(vectors, 0.5, 1))).containsExactly(List.of(2, 3));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void aComponentThatIsNotFiniteIsRefusedByRow(float value) {
    assertThatThrownBy(() -> inInputOrder(new float[][] {{1, 0}, {0, value}}, 0.5, 1))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("vectors must be finite numbers, got: " + value + " in row 1");
  }

  @Test
  void valuesOutOfTheirRangeAreRefused() {
    assertThatThrownBy(() -> new CommunityConfig(1.5, 1))
        .hasMessage("threshold must be a cosine from -1 to 1, got: 1.5");
    assertThatThrownBy(() -> new CommunityConfig(Double.NaN, 1))
        .hasMessage("threshold must be a cosine from -1 to 1, got: NaN");
    assertThatThrownBy(() -> new CommunityConfig(0.5, 0))
        .hasMessage("min_size must be at least 1, got: 0");
  }

  @Test
  void tellsHowFarItIsAndStopsWhenAsked() {
    float[][] vectors = TestRows.grouped(600, 8, 3, 1, 6);
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors)) {
      CommunityConfig config = new CommunityConfig(0.5, 2);
      CommunityDetection.inInputOrder(matrix, config, loops, told::add);
      assertThat(told).isSorted().endsWith(1200L);

      Progress cancelled =
          new Progress() {
            @Override
            public void advancedTo(long done) {}

            @Override
            public boolean isCancelled() {
              return true;
            }
          };
      assertThatThrownBy(() -> CommunityDetection.inInputOrder(matrix, config, loops, cancelled))
          .isInstanceOfSatisfying(
              SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }

  @Test
  void membersOfCommunitiesAreDisjoint() {
    Set<Integer> seen = new HashSet<>();
    for (Community community : inInputOrder(TestRows.grouped(800, 6, 5, 2, 9), 0.6, 4)) {
      assertThat(community.members()).hasSizeGreaterThanOrEqualTo(4);
      for (int member : community.members()) {
        assertThat(seen.add(member)).isTrue();
      }
    }
    assertThat(seen).isNotEmpty();
  }
}
