package io.semblance.clustering.duplicates;

import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;

/**
 * Pairs of unique texts that are made of nearly the same shingles, found by {@link MinHash} and
 * verified: every pair's Jaccard index is exact. No model is needed.
 *
 * <p>Texts of at most {@value Shingles#SHORT} characters (some fifty words) are compared by their
 * runs of five characters, longer ones by their runs of five words; a pair of a short and a long
 * text by characters. A word is a run of letters and digits; in scripts that are written without
 * spaces each character is a word, as is each symbol. Case and punctuation do not count, unless a
 * text has nothing else. An empty text is near no other.
 *
 * @param pairs of unique texts, scored by their Jaccard index
 * @param count how many pairs
 * @param crowds how many times more than {@value NearTextSearch#CROWD} texts agreed in a band. Of a
 *     crowd only pairs with one of the {@value NearTextSearch#CROWD} that would be kept first are
 *     candidates, so that texts of one pattern take no square of memory. Where this is above 0 a
 *     pair may be missing, which can only mean that more is kept.
 */
public record NearTexts(PairSource pairs, int count, int crowds) {
  /** Nothing was searched. */
  public static final NearTexts NONE = new NearTexts(PairSource.NONE, 0, 0);

  /**
   * Finds all pairs. Takes time linear in the length of the texts, and per band in the number of
   * texts; heap of 8 bytes a shingle (about one a word in long texts, one a character in short
   * ones), some 80 bytes a text and 28 a pair. The same result for any number of threads and any
   * order of the items.
   *
   * @param items whose texts are compared
   * @param rule for which duplicates are sought: it says which of a crowd are compared with all
   * @param progress hears of steps of {@link #steps}
   */
  public static NearTexts find(
      Items items, KeepRule rule, MinHash minHash, ParallelLoops loops, Progress progress) {
    return new NearTextSearch(items.texts(), KeepOrder.of(items, rule), minHash, loops, progress)
        .find();
  }

  /** The count that progress ends at. */
  public static long steps(Items items, MinHash minHash) {
    return NearTextSearch.steps(items.texts().count(), minHash);
  }
}
