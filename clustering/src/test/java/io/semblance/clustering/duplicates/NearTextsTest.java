package io.semblance.clustering.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NearTextsTest {
  private static final ParallelLoops LOOPS = new ParallelLoops(2, "near-texts-test");

  @AfterAll
  static void stop() {
    LOOPS.close();
  }

  private static Items items(List<String> texts) {
    return Items.of(
        IntStream.range(0, texts.size()).mapToObj(Integer::toString).toList(),
        texts,
        TextForm.CASE_SENSITIVE);
  }

  private static NearTexts find(Items items, MinHash minHash, ParallelLoops loops) {
    return NearTexts.find(items, KeepRule.FIRST, minHash, loops, Progress.NONE);
  }

  /** Texts of a pair, the lower first, to their score. */
  private static Map<List<String>, Float> byText(Items items, NearTexts found) {
    Map<List<String>, Float> byText = new HashMap<>();
    found
        .pairs()
        .forEach(
            (a, b, score) -> {
              List<String> pair =
                  new ArrayList<>(List.of(items.texts().text(a), items.texts().text(b)));
              Collections.sort(pair);
              assertThat(byText.put(pair, score)).as("%s twice", pair).isNull();
            });
    assertThat(byText).hasSize(found.count());
    return byText;
  }

  /** Texts of random words, each with copies in which 1, 2, 4 and 8 words were changed. */
  private static List<String> perturbed(int seeds, int words, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      String[] text =
          random
              .ints(words)
              .mapToObj(word -> Integer.toUnsignedString(word, 36))
              .toArray(String[]::new);
      texts.add(String.join(" ", text));
      for (int copy = 0; copy < 4; copy++) {
        String[] other = text.clone();
        for (int change = 0; change < 1 << copy; change++) {
          other[random.nextInt(words)] = Integer.toUnsignedString(random.nextInt(), 36);
        }
        texts.add(String.join(" ", other));
      }
    }
    return texts;
  }

  private static Map<List<String>, Float> bruteForce(Items items, double minJaccard) {
    UniqueTexts texts = items.texts();
    List<FoldedText> folded =
        IntStream.range(0, texts.count()).mapToObj(texts::text).map(FoldedText::of).toList();
    List<long[]> characters = folded.stream().map(Shingles::ofCharacters).toList();
    List<long[]> words = folded.stream().map(Shingles::ofWords).toList();
    Map<List<String>, Float> expected = new HashMap<>();
    for (int a = 0; a < texts.count(); a++) {
      for (int b = a + 1; b < texts.count(); b++) {
        int shorter = Math.min(folded.get(a).length(), folded.get(b).length());
        List<long[]> shingles = shorter <= Shingles.SHORT ? characters : words;
        double jaccard = Shingles.jaccard(shingles.get(a), shingles.get(b));
        if (jaccard >= minJaccard) {
          expected.put(List.of(texts.text(a), texts.text(b)), (float) jaccard);
        }
      }
    }
    return expected;
  }

  @Test
  void findsTextsThatDifferInLittle() {
    Items items =
        items(
            List.of(
                "How can I reset the password of my account?",
                "how can I reset the password of my account",
                "Where is the nearest bakery around here?"));
    Map<List<String>, Float> pairs = byText(items, find(items, MinHash.DEFAULT, LOOPS));
    assertThat(pairs.values()).containsExactly(1f);
    assertThat(pairs.keySet().iterator().next())
        .containsExactly(
            "How can I reset the password of my account?",
            "how can I reset the password of my account");
  }

  @Test
  void findsAsManyOfAllPairsAsTheCurvePromisesAndNoOthers() {
    List<String> texts = perturbed(60, 40, 1); // by characters
    texts.addAll(perturbed(60, 120, 2)); // by words
    Items items = items(texts);
    MinHash minHash = new MinHash(0.5, 16, 4, 42);
    Map<List<String>, Float> expected = bruteForce(items, minHash.minJaccard());

    Map<List<String>, Float> found = byText(items, find(items, minHash, LOOPS));

    assertThat(expected).hasSizeGreaterThan(400).containsAllEntriesOf(found);
    double promised =
        expected.values().stream().mapToDouble(minHash::probability).sum() / expected.size();
    assertThat(promised).isBetween(0.9, 0.999); // a curve that misses some, so that this can fail
    assertThat(found.size() / (double) expected.size()).isCloseTo(promised, within(0.03));
  }

  @Test
  void theCurveHoldsAtEachIndex() {
    Items items = items(perturbed(100, 30, 3));
    MinHash minHash = new MinHash(0.3, 10, 6, 9);
    Map<List<String>, Float> found = byText(items, find(items, minHash, LOOPS));
    Map<Integer, double[]> byIndex = new TreeMap<>();
    bruteForce(items, minHash.minJaccard())
        .forEach(
            (pair, jaccard) -> {
              double[] sums = byIndex.computeIfAbsent((int) (jaccard * 5), index -> new double[3]);
              sums[0]++;
              sums[1] += found.containsKey(pair) ? 1 : 0;
              sums[2] += minHash.probability(jaccard);
            });
    assertThat(byIndex).hasSizeGreaterThan(2);
    byIndex.forEach(
        (index, sums) -> {
          double fourDeviations = 4 * Math.sqrt(sums[0] * 0.25) + 1;
          assertThat(sums[1]).as("index %s", index).isCloseTo(sums[2], within(fourDeviations));
        });
  }

  @Test
  void aShortTextAndALongOneAreCompared() {
    String shorter =
        "word ".repeat(2) + "abcdefghijklm nopqrstuvw ".repeat(11) + "some more at the end";
    String varied = varied(290);
    Items items = items(List.of(varied, varied + " and some 10 more", shorter));
    assertThat(FoldedText.of(varied).length()).isLessThanOrEqualTo(Shingles.SHORT);
    assertThat(FoldedText.of(varied + " and some 10 more").length()).isGreaterThan(Shingles.SHORT);
    assertThat(find(items, MinHash.DEFAULT, LOOPS).count()).isEqualTo(1);
  }

  private static String varied(int length) {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Integer.toUnsignedString(random.nextInt(), 36)).append(' ');
    }
    return text.substring(0, length).strip();
  }

  @Test
  void neitherThreadsNorTheOrderOfTheInputMatter() {
    List<String> texts = perturbed(100, 20, 4);
    Items items = items(texts);
    Map<List<String>, Float> two = byText(items, find(items, MinHash.DEFAULT, LOOPS));
    try (ParallelLoops one = new ParallelLoops(1, "near-texts-test")) {
      assertThat(byText(items, find(items, MinHash.DEFAULT, one))).isEqualTo(two);
    }
    Collections.shuffle(texts, new Random(1));
    Items shuffled = items(texts);
    assertThat(byText(shuffled, find(shuffled, MinHash.DEFAULT, LOOPS))).isEqualTo(two);
  }

  @Test
  void aCrowdTakesNoSquareOfPairs() {
    String pattern = "Your parcel of today has left our house and will arrive at noon, number ";
    int many = 3000;
    Items items = items(IntStream.range(0, many).mapToObj(i -> pattern + i).toList());

    NearTexts found = find(items, MinHash.DEFAULT, LOOPS);

    assertThat(found.crowds()).isPositive();
    assertThat((long) found.count()).isLessThan((long) many * NearTextSearch.CROWD * 4);
    DuplicateGroups groups = Deduplication.exact(items).withNearTexts(found).groups();
    assertThat(groups.kept()).isLessThan(many / 50);
  }

  @Test
  void emptyTextsAreNearNoOther() {
    assertThat(find(items(List.of("", " ", "a")), MinHash.of(0.01, 1), LOOPS).count()).isZero();
    assertThat(find(items(List.of()), MinHash.DEFAULT, LOOPS).count()).isZero();
  }

  @Test
  void aHugeTextIsComparedLikeOthers() {
    String huge = varied(1_000_000);
    Items items = items(List.of(huge, huge + " and so on", "little"));
    assertThat(find(items, MinHash.DEFAULT, LOOPS).count()).isEqualTo(1);
  }

  @Test
  void reportsProgressToTheEndAndStopsWhenAsked() {
    Items items = items(perturbed(5, 10, 6));
    AtomicLong last = new AtomicLong();
    NearTexts.find(items, KeepRule.FIRST, MinHash.DEFAULT, LOOPS, last::set);
    assertThat(last).hasValue(NearTexts.steps(items, MinHash.DEFAULT));

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
            () -> NearTexts.find(items, KeepRule.FIRST, MinHash.DEFAULT, LOOPS, cancelled))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("search for near texts was cancelled");
  }
}
