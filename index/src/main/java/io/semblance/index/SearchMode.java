package io.semblance.index;

/** How documents are found. */
public enum SearchMode {
  /** By meaning: similarity of vectors. */
  DENSE,
  /** By words: BM25. */
  LEXICAL,
  /** By both, fused by rank. */
  HYBRID
}
