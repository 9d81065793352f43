package io.semblance.clustering.duplicates;

/** How far a group reaches. */
public enum GroupLinkage {
  /**
   * Every deleted item is itself similar to the kept one. Items are walked in the order of the
   * {@link KeepRule}; each that is still there is kept and takes those with it that are directly
   * similar. A chain of a like b like c becomes the group a, b when a and c are not alike, and c is
   * kept.
   */
  STAR,
  /**
   * All that is connected through any chain of similar items is one group (single linkage, the
   * connected components of the pairs). For looking at, not for deleting: the ends of a chain need
   * have nothing in common.
   */
  SINGLE
}
