package io.semblance.clustering.duplicates;

import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Band by band sorts texts by their key, so that candidates stand together, and compares those. No
 * signatures are kept: a band's values are computed when it is its turn.
 */
final class NearTextSearch {
  /** Of texts that agree in a band, so many are compared with all others. */
  static final int CROWD = 64;

  private static final int GRAIN = 512;
  private static final int KINDS = 2;
  private static final long[] NOT_COMPARED = {};

  private final KeepOrder order;
  private final MinHash minHash;
  private final BandKeys keys;
  private final ParallelLoops loops;
  private final Progress progress;
  private final int count;
  private final long[][] characters;
  private final long[][] words;
  private final boolean[] isShort;
  private final PairList pairs = new PairList();
  private int crowds;
  private long done;

  NearTextSearch(
      UniqueTexts texts, KeepOrder order, MinHash minHash, ParallelLoops loops, Progress progress) {
    this.order = order;
    this.minHash = minHash;
    this.keys = new BandKeys(minHash);
    this.loops = loops;
    this.progress = progress;
    this.count = texts.count();
    this.characters = new long[count][];
    this.words = new long[count][];
    this.isShort = new boolean[count];
    // A longer text cannot reach the least index with a short one, unless it repeats itself.
    int comparable =
        (int) Math.min(Integer.MAX_VALUE, Math.ceil(Shingles.SHORT / minHash.minJaccard()));
    loops.run(
        count,
        GRAIN,
        (worker, from, to) -> {
          progress.throwIfCancelled("search for near texts");
          for (int text = from; text < to; text++) {
            FoldedText folded = FoldedText.of(texts.text(text));
            isShort[text] = folded.length() <= Shingles.SHORT;
            characters[text] =
                folded.length() <= comparable ? Shingles.ofCharacters(folded) : NOT_COMPARED;
            words[text] = isShort[text] ? NOT_COMPARED : Shingles.ofWords(folded);
          }
        });
  }

  NearTexts find() {
    compare(characters, true);
    compare(words, false);
    return new NearTexts(pairs, pairs.size(), crowds);
  }

  static long steps(long texts, MinHash minHash) {
    return KINDS * texts * minHash.bands();
  }

  private void compare(long[][] shingles, boolean oneIsShort) {
    int[] compared = IntStream.range(0, count).filter(text -> shingles[text].length > 0).toArray();
    long[] known = {};
    for (int band = 0; band < minHash.bands(); band++) {
      progress.throwIfCancelled("search for near texts");
      long[] sorted = sortedByKey(band, compared, shingles);
      known = add(candidates(sorted, shingles, oneIsShort, known), known);
      done += count;
      progress.advancedTo(done);
    }
  }

  /** For each text its key and, in the lower half, its rank: those kept first stand first. */
  private long[] sortedByKey(int band, int[] compared, long[][] shingles) {
    long[] sorted = new long[compared.length];
    loops.run(
        compared.length,
        GRAIN,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            int text = compared[i];
            sorted[i] = ((long) keys.key(band, shingles[text]) << 32) | order.rank(text);
          }
        });
    Arrays.sort(sorted);
    return sorted;
  }

  private PairList[] candidates(
      long[] sorted, long[][] shingles, boolean oneIsShort, long[] known) {
    int[] starts = starts(sorted);
    PairList[] found = new PairList[(sorted.length + GRAIN - 1) / GRAIN];
    loops.run(
        sorted.length,
        GRAIN,
        (worker, from, to) -> {
          progress.throwIfCancelled("search for near texts");
          PairList mine = new PairList();
          for (int at = from; at < to; at++) {
            int text = order.text((int) sorted[at]);
            int end = Math.min(at, starts[at] + CROWD);
            for (int before = starts[at]; before < end; before++) {
              int other = order.text((int) sorted[before]);
              boolean counts = !oneIsShort || isShort[text] || isShort[other];
              if (counts && Arrays.binarySearch(known, name(text, other)) < 0) {
                verify(text, other, shingles, mine);
              }
            }
          }
          found[from / GRAIN] = mine;
        });
    return found;
  }

  private int[] starts(long[] sorted) {
    int[] starts = new int[sorted.length];
    for (int at = 1; at < sorted.length; at++) {
      boolean same = sorted[at] >> 32 == sorted[at - 1] >> 32;
      starts[at] = same ? starts[at - 1] : at;
      crowds += same && at - starts[at] == CROWD ? 1 : 0;
    }
    return starts;
  }

  private void verify(int a, int b, long[][] shingles, PairList found) {
    int least = Math.min(shingles[a].length, shingles[b].length);
    int most = Math.max(shingles[a].length, shingles[b].length);
    if (least / (double) most < minHash.minJaccard()) {
      return;
    }
    double jaccard = Shingles.jaccard(shingles[a], shingles[b]);
    if (jaccard >= minHash.minJaccard()) {
      found.add(a, b, (float) jaccard);
    }
  }

  /** Adds pairs in the order of their steps; returns the sorted names of all. */
  private long[] add(PairList[] found, long[] known) {
    int more = Arrays.stream(found).mapToInt(PairList::size).sum();
    long[] names = Arrays.copyOf(known, Math.addExact(known.length, more));
    int[] next = {known.length};
    for (PairList part : found) {
      part.forEach(
          (a, b, score) -> {
            names[next[0]++] = name(a, b);
            pairs.add(a, b, score);
          });
    }
    Arrays.sort(names);
    return names;
  }

  private static long name(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }
}
