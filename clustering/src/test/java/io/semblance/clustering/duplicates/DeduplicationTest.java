package io.semblance.clustering.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.duplicates.Decision.Delete;
import io.semblance.clustering.duplicates.Decision.Keep;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeduplicationTest {
  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static Items items(String... texts) {
    return Items.of(ids(texts.length), List.of(texts), TextForm.CASE_SENSITIVE);
  }

  /** Items with a vector each and pairs of these. */
  private static Deduplication vectors(Items items, PairSource pairs) {
    int[] own = IntStream.range(0, items.count()).toArray();
    return Deduplication.exact(items).withVectorPairs(new VectorPairs(own.length, own, pairs));
  }

  /** a is like b, b like c, but a and c have nothing in common. */
  private static Deduplication chain(String... texts) {
    return vectors(
        items(texts),
        pairs -> {
          pairs.pair(0, 1, 0.9f);
          pairs.pair(2, 1, 0.8f);
        });
  }

  @Test
  void equalTextsAreAGroupOfWhichTheLowestIdStays() {
    Items items =
        Items.of(
            List.of("10", "9", "x", "8"),
            List.of("same", " same", "other", "same "),
            TextForm.CASE_SENSITIVE);
    DuplicateGroups groups = Deduplication.exact(items).groups();
    assertThat(groups.groups())
        .containsExactly(
            new DuplicateGroup(
                new Keep(3, KeepRule.FIRST),
                List.of(
                    new Delete(1, Tier.EXACT_TEXT, 3, 1), new Delete(0, Tier.EXACT_TEXT, 3, 1))));
    assertThat(groups.kept()).isEqualTo(2);
    assertThat(groups.deleted()).isEqualTo(2);
    assertThat(groups.groups().get(0).minScore()).isEqualTo(1);
  }

  @Test
  void nothingIsDeletedThatIsNotItselfLikeTheKeptOne() {
    assertThat(chain("a", "b", "c").groups().groups())
        .containsExactly(
            new DuplicateGroup(
                new Keep(0, KeepRule.FIRST), List.of(new Delete(1, Tier.SEMANTIC, 0, 0.9f))));
  }

  @Test
  void chainsAreGroupsWhereAskedAndSayWhatReachedEach() {
    assertThat(chain("a", "b", "c").withLinkage(GroupLinkage.SINGLE).groups().groups())
        .containsExactly(
            new DuplicateGroup(
                new Keep(0, KeepRule.FIRST),
                List.of(
                    new Delete(1, Tier.SEMANTIC, 0, 0.9f), new Delete(2, Tier.SEMANTIC, 1, 0.8f))));
  }

  @Test
  void theRuleChoosesWhatStays() {
    Deduplication work = chain("long", "b", "longest");
    assertThat(work.withRule(KeepRule.LAST).groups().groups())
        .containsExactly(
            new DuplicateGroup(
                new Keep(2, KeepRule.LAST), List.of(new Delete(1, Tier.SEMANTIC, 2, 0.8f))));
    assertThat(work.withRule(KeepRule.LONGEST).groups().groups())
        .containsExactly(
            new DuplicateGroup(
                new Keep(2, KeepRule.LONGEST), List.of(new Delete(1, Tier.SEMANTIC, 2, 0.8f))));
    DuplicateGroup central = work.withRule(KeepRule.MOST_CENTRAL).groups().groups().get(0);
    assertThat(central)
        .isEqualTo(
            new DuplicateGroup(
                new Keep(1, KeepRule.MOST_CENTRAL),
                List.of(
                    new Delete(0, Tier.SEMANTIC, 1, 0.9f), new Delete(2, Tier.SEMANTIC, 1, 0.8f))));
    assertThat(central.minScore()).isEqualTo(0.8f);
    assertThat(central.items()).containsExactly(1, 0, 2);
  }

  @Test
  void amongEquallyCentralItemsTheHigherScoresThenTheLowestIdStay() {
    Items items = items("a", "b", "c", "d");
    PairSource path =
        pairs -> {
          pairs.pair(0, 1, 0.8f);
          pairs.pair(1, 2, 0.85f);
          pairs.pair(2, 3, 0.9f);
        };
    List<DuplicateGroup> groups =
        vectors(items, path).withRule(KeepRule.MOST_CENTRAL).groups().groups();
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).items()).containsExactly(2, 3, 1);
    PairSource one = pairs -> pairs.pair(1, 3, 0.9f);
    assertThat(vectors(items, one).withRule(KeepRule.MOST_CENTRAL).groups().groups().get(0).keep())
        .isEqualTo(new Keep(1, KeepRule.MOST_CENTRAL));
  }

  @Test
  void anItemThatIsNearInTextAndVectorCountsOnceForCentrality() {
    Items items = items("a", "b", "c", "d", "e");
    PairSource both = pairs -> pairs.pair(0, 1, 0.9f);
    PairSource star =
        pairs -> {
          both.forEach(pairs);
          pairs.pair(2, 3, 0.8f);
          pairs.pair(2, 4, 0.8f);
          pairs.pair(2, 1, 0.8f);
        };
    // 0 reaches itself and 1; 2 reaches 1, 3, 4 and itself; 1 reaches 0, 2 and itself
    Deduplication work =
        vectors(items, star)
            .withNearTexts(new NearTexts(both, 1, 0))
            .withRule(KeepRule.MOST_CENTRAL);
    assertThat(work.groups().groups().get(0).items()).containsExactly(2, 1, 3, 4);
  }

  @Test
  void theSurestTierIsTheReason() {
    Deduplication work =
        vectors(
                items("a", "b", "c", "a"),
                pairs -> {
                  pairs.pair(0, 1, 0.99f);
                  pairs.pair(0, 2, 0.95f);
                  pairs.pair(0, 3, 1);
                })
            .withNearTexts(new NearTexts(pairs -> pairs.pair(0, 1, 0.85f), 1, 0));
    assertThat(work.groups().groups())
        .containsExactly(
            new DuplicateGroup(
                new Keep(0, KeepRule.FIRST),
                List.of(
                    new Delete(3, Tier.EXACT_TEXT, 0, 1),
                    new Delete(1, Tier.NEAR_TEXT, 0, 0.85f),
                    new Delete(2, Tier.SEMANTIC, 0, 0.95f))));
  }

  @Test
  void itemsThatShareAVectorAreAlikeWithoutPairs() {
    Items items = items("a", "b", "c", "d");
    VectorPairs shared =
        new VectorPairs(2, new int[] {0, 1, 0, -1}, pairs -> pairs.pair(0, 1, 0.9f));
    assertThat(Deduplication.exact(items).withVectorPairs(shared).groups().groups())
        .containsExactly(
            new DuplicateGroup(
                new Keep(0, KeepRule.FIRST),
                List.of(
                    new Delete(2, Tier.SEMANTIC, 0, 1), new Delete(1, Tier.SEMANTIC, 0, 0.9f))));
  }

  @ParameterizedTest
  @EnumSource(KeepRule.class)
  void manyEqualItemsAreOneGroupInBoundedTimeAndMemory(KeepRule rule) {
    int many = 50_000;
    Items sameText =
        Items.of(ids(many), Collections.nCopies(many, "same"), TextForm.CASE_SENSITIVE);
    assertThat(Deduplication.exact(sameText).withRule(rule).groups().deleted()).isEqualTo(many - 1);

    Items sameVector = Items.withoutTexts(ids(many));
    Deduplication work =
        Deduplication.exact(sameVector)
            .withRule(rule)
            .withVectorPairs(new VectorPairs(1, new int[many], PairSource.NONE));
    assertThat(work.groups().deleted()).isEqualTo(many - 1);
    assertThat(work.withLinkage(GroupLinkage.SINGLE).groups().deleted()).isEqualTo(many - 1);
  }

  @Test
  void emptyTextsAreDuplicatesOfEachOtherAndMissingOnesAreNot() {
    assertThat(Deduplication.exact(items("", "a", " ")).groups().groups().get(0).items())
        .containsExactly(0, 2);
    assertThat(Deduplication.exact(Items.withoutTexts(ids(3))).groups().groups()).isEmpty();
  }

  @Test
  void nothingAndOneItemHaveNoDuplicates() {
    assertThat(Deduplication.exact(items()).groups()).isEqualTo(new DuplicateGroups(0, List.of()));
    assertThat(Deduplication.exact(items("a")).groups().kept()).isEqualTo(1);
  }

  @Test
  void largeGroupsComeFirst() {
    List<DuplicateGroup> groups =
        Deduplication.exact(items("a", "a", "b", "b", "b", "c", "c")).groups().groups();
    assertThat(groups.stream().map(group -> group.keep().item())).containsExactly(2, 0, 5);
  }

  @ParameterizedTest
  @EnumSource(KeepRule.class)
  void neitherTheOrderOfItemsNorThatOfPairsMatters(KeepRule rule) {
    int count = 300;
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    for (GroupLinkage linkage : GroupLinkage.values()) {
      List<String> expected = described(order, rule, linkage, false);
      assertThat(expected).hasSizeGreaterThan(5);
      List<Integer> shuffled = new ArrayList<>(order);
      Collections.shuffle(shuffled, new Random(7));
      assertThat(described(shuffled, rule, linkage, true)).isEqualTo(expected);
    }
  }

  /** Groups in the words of ids, for random pairs of things that stand in some order. */
  private static List<String> described(
      List<Integer> order, KeepRule rule, GroupLinkage linkage, boolean backwards) {
    int count = order.size();
    int[] at = new int[count];
    for (int item = 0; item < count; item++) {
      at[order.get(item)] = item;
    }
    Items items =
        Items.of(
            order.stream().map(thing -> "id" + thing).toList(),
            order.stream().map(thing -> "text ".repeat(thing % 5) + thing / 2).toList(),
            TextForm.CASE_SENSITIVE);
    Deduplication work =
        vectors(items, pairs -> randomPairs(1, count, at, backwards, pairs))
            .withNearTexts(
                new NearTexts(
                    pairs ->
                        randomPairs(
                            2,
                            count,
                            IntStream.of(at).map(items.texts()::uniqueOf).toArray(),
                            backwards,
                            pairs),
                    0,
                    0))
            .withRule(rule)
            .withLinkage(linkage);
    return work.groups().groups().stream().map(group -> described(group, items.ids())).toList();
  }

  private static void randomPairs(
      long seed, int count, int[] at, boolean backwards, PairSource.Visitor visitor) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> pairs = new ArrayList<>();
    for (int i = 0; i < count / 2; i++) {
      float a = at[random.nextInt(count)];
      float b = at[random.nextInt(count)];
      float score = random.nextInt(80, 90) / 100f;
      if (a != b) {
        pairs.add(backwards ? new float[] {b, a, score} : new float[] {a, b, score});
      }
    }
    if (backwards) {
      Collections.reverse(pairs);
    }
    pairs.forEach(pair -> visitor.pair((int) pair[0], (int) pair[1], pair[2]));
  }

  private static String described(DuplicateGroup group, ItemIds ids) {
    StringBuilder text = new StringBuilder(ids.id(group.keep().item()));
    for (Delete delete : group.deletes()) {
      text.append(' ')
          .append(ids.id(delete.item()))
          .append(delete.tier())
          .append(ids.id(delete.similarTo()))
          .append('=')
          .append(delete.score());
    }
    return text.toString();
  }

  @Test
  void pairsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> vectors(items("a", "b"), pairs -> pairs.pair(1, 1, 1)).groups())
        .hasMessage("a pair needs two things and a score, got: 1, 1 and 1.0");
    assertThatThrownBy(
            () -> vectors(items("a", "b"), pairs -> pairs.pair(0, 1, Float.NaN)).groups())
        .hasMessage("a pair needs two things and a score, got: 0, 1 and NaN");
    assertThatThrownBy(() -> vectors(items("a", "b"), pairs -> pairs.pair(0, 2, 1)).groups())
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () ->
                vectors(items("a"), PairSource.NONE)
                    .withVectorPairs(new VectorPairs(1, new int[2], PairSource.NONE)))
        .hasMessage("each item needs a vector or -1, got: 2 for 1");
  }

  @Test
  void minedPairsAreTakenAsTheyAre() {
    // cosines: 0 and 1 are 0.8, 1 and 3 are 0.96, 0 and 3 are 0.6; 2 is a copy of 0
    float[][] vectors = {{1, 0}, {0.8f, 0.6f}, {1, 0}, {0.6f, 0.8f}};
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(vectors)) {
      UniqueRows rows = UniqueRows.of(matrix);
      PairMining mining = PairMining.of(rows, MiningOptions.DEFAULT.withThreads(1));
      try (Pairs pairs = mining.above(0.7, Progress.NONE)) {
        List<DuplicateGroup> expected =
            List.of(
                new DuplicateGroup(
                    new Keep(0, KeepRule.FIRST),
                    List.of(
                        new Delete(2, Tier.SEMANTIC, 0, 1),
                        new Delete(1, Tier.SEMANTIC, 0, 0.8f))));
        Items items = items("a", "b", "c", "d");
        assertThat(
                Deduplication.exact(items)
                    .withVectorPairs(VectorPairs.of(rows, pairs))
                    .groups()
                    .groups())
            .isEqualTo(expected);
        assertThat(
                Deduplication.exact(items)
                    .withVectorPairs(VectorPairs.ofTexts(items.texts(), rows, pairs))
                    .groups()
                    .groups())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void onlyPairsAndGroupsWithWhatIsNewAreTold() {
    DuplicateGroups groups = Deduplication.exact(items("a", "a", "a", "b", "b", "c", "c")).groups();
    List<Integer> newItems = List.of(2, 4);
    assertThat(groups.grownBy(newItems::contains))
        .containsExactly(
            new DuplicateGroups.Growth(groups.groups().get(0), List.of(2), false),
            new DuplicateGroups.Growth(groups.groups().get(1), List.of(4), true));

    PairSource all =
        pairs -> {
          pairs.pair(0, 1, 0.9f);
          pairs.pair(1, 2, 0.8f);
          pairs.pair(4, 3, 0.7f);
        };
    List<String> told = new ArrayList<>();
    all.touching(newItems::contains).forEach((a, b, score) -> told.add(a + "-" + b + "=" + score));
    assertThat(told).isEqualTo(Arrays.asList("1-2=0.8", "4-3=0.7"));
  }
}
