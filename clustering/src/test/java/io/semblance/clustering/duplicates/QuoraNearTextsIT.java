package io.semblance.clustering.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Near texts among 24,696 questions that people asked on Quora, held against exact comparison with
 * all. The data may not be shipped, so this is skipped, saying so, where the folder {@code
 * ../shared/data} is missing.
 */
class QuoraNearTextsIT {
  private static final Path DATA =
      Path.of(System.getProperty("semblance.root"), "..", "shared", "data", "mining")
          .resolve("quora-duplicates")
          .normalize();
  private static final int SAMPLE = 200;

  private static final ParallelLoops LOOPS = new ParallelLoops(2, "quora-near-texts");
  private static final List<String> IDS = new ArrayList<>();
  private static final List<String> TEXTS = new ArrayList<>();

  @BeforeAll
  static void readQuestions() throws IOException {
    boolean hasData = Files.isDirectory(DATA);
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(hasData).as("evaluation data must be in %s", DATA).isTrue();
    }
    Assumptions.assumeTrue(hasData, "SKIPPED: evaluation data not found in " + DATA);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve("sentences.tsv.gz"))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", -1);
        IDS.add(fields[0]);
        TEXTS.add(fields[1]);
      }
    }
  }

  @AfterAll
  static void stop() {
    LOOPS.close();
  }

  @Test
  void equalQuestionsAreFoundInEveryForm() {
    // counted by a script of its own: Python's set of normalised lines
    assertThat(IDS).hasSize(24_696);
    assertThat(UniqueTexts.of(TEXTS, TextForm.CASE_SENSITIVE).count()).isEqualTo(24_690);
    assertThat(UniqueTexts.of(TEXTS, TextForm.CASE_FOLDED).count()).isEqualTo(24_677);
  }

  @Test
  void nearQuestionsAreFoundAsOftenAsTheCurvePromises() {
    Items items = Items.of(IDS, TEXTS, TextForm.CASE_SENSITIVE);
    MinHash minHash = MinHash.of(0.7, 42);
    NearTexts near = NearTexts.find(items, KeepRule.FIRST, minHash, LOOPS, Progress.NONE);
    Set<Long> found = new HashSet<>();
    near.pairs().forEach((a, b, score) -> found.add(name(a, b)));

    Set<Long> expected = exactPairsOfSample(items.texts(), minHash.minJaccard());

    assertThat(expected).hasSizeGreaterThan(20);
    Set<Long> both = new HashSet<>(expected);
    both.retainAll(found);
    assertThat(both.size() / (double) expected.size()).isGreaterThan(0.97);

    DuplicateGroups groups = Deduplication.exact(items).withNearTexts(near).groups();
    assertThat(groups.kept() + groups.deleted()).isEqualTo(items.count());
    assertThat(
            groups.groups().stream()
                .flatMapToInt(DuplicateGroup::items)
                .boxed()
                .collect(Collectors.toSet()))
        .hasSize(groups.deleted() + groups.groups().size());
  }

  /** All pairs that one of a few questions drawn by chance has with any other. */
  private static Set<Long> exactPairsOfSample(UniqueTexts texts, double minJaccard) {
    List<FoldedText> folded =
        IntStream.range(0, texts.count()).mapToObj(texts::text).map(FoldedText::of).toList();
    List<long[]> characters = folded.stream().map(Shingles::ofCharacters).toList();
    List<long[]> words = folded.stream().map(Shingles::ofWords).toList();
    Set<Long> expected = new HashSet<>();
    new SplittableRandom(42)
        .ints(SAMPLE, 0, texts.count())
        .forEach(
            one -> {
              for (int other = 0; other < texts.count(); other++) {
                int shorter = Math.min(folded.get(one).length(), folded.get(other).length());
                List<long[]> shingles = shorter <= Shingles.SHORT ? characters : words;
                double jaccard = Shingles.jaccard(shingles.get(one), shingles.get(other));
                if (other != one && jaccard >= minJaccard) {
                  expected.add(name(one, other));
                }
              }
            });
    return expected;
  }

  private static long name(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }
}
