package io.semblance.clustering.duplicates;

/** What becomes of an item that has duplicates, and why. */
public sealed interface Decision {
  /** Which item, from 0. */
  int item();

  /**
   * The item stays.
   *
   * @param item which one
   * @param rule that chose it among its group
   */
  record Keep(int item, KeepRule rule) implements Decision {}

  /**
   * The item can go.
   *
   * @param item which one
   * @param tier in what it is like the other
   * @param similarTo the item that it is like: with {@link GroupLinkage#STAR} the kept one, with
   *     {@link GroupLinkage#SINGLE} the one through which the chain reached it
   * @param score how much, on the scale of the tier
   */
  record Delete(int item, Tier tier, int similarTo, float score) implements Decision {}
}
