package io.semblance.clustering.duplicates;

import java.util.Arrays;

/**
 * The pieces that a text is made of: all its runs of five characters, or of five words. A piece is
 * a 64-bit hash; that two different pieces of two texts share one is left out of account, at one in
 * 10^19.
 */
final class Shingles {
  /** Texts of at most so many code points are compared by characters. */
  static final int SHORT = 300;

  private static final int RUN = 5;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Shingles() {}

  /** The different runs of five characters, or the whole of a shorter text: sorted hashes. */
  static long[] ofCharacters(FoldedText text) {
    int count = runs(text.length());
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(text, i, Math.min(text.length(), i + RUN));
    }
    return sortedDifferent(hashes);
  }

  /** The different runs of five words, or the whole of a text with fewer: sorted hashes. */
  static long[] ofWords(FoldedText text) {
    int count = runs(text.words());
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      int last = Math.min(text.words(), i + RUN) - 1;
      hashes[i] = hash(text, text.wordStart(i), trimmedEnd(text, last));
    }
    return sortedDifferent(hashes);
  }

  /** The share of pieces that two sets have in common, in [0, 1]; 0 for two empty ones. */
  static double jaccard(long[] a, long[] b) {
    int common = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      int order = Long.compare(a[i], b[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return common == 0 ? 0 : common / (double) (a.length + b.length - common);
  }

  private static int runs(int pieces) {
    return pieces == 0 ? 0 : Math.max(1, pieces - RUN + 1);
  }

  private static int trimmedEnd(FoldedText text, int word) {
    int end = text.wordEnd(word);
    return text.character(end - 1) == ' ' && end - 1 > text.wordStart(word) ? end - 1 : end;
  }

  private static long hash(FoldedText text, int from, int to) {
    long hash = (long) to - from;
    for (int i = from; i < to; i++) {
      hash = mixed(hash ^ text.character(i));
    }
    return hash;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014), a bijection. */
  private static long mixed(long value) {
    long mixed = value + MIX;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static long[] sortedDifferent(long[] hashes) {
    Arrays.sort(hashes);
    int count = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (i == 0 || hashes[i] != hashes[i - 1]) {
        hashes[count++] = hashes[i];
      }
    }
    return count == hashes.length ? hashes : Arrays.copyOf(hashes, count);
  }
}
