package io.semblance.clustering.duplicates;

import java.util.Arrays;

/** What unique texts are alike: other texts directly, and all texts whose vectors are near. */
final class Likeness {
  private final Neighbors texts;
  private final Neighbors vectors;
  private final int[] vectorOf;
  private final int[] starts;
  private final int[] textsByVector;

  /**
   * Sorts the pairs.
   *
   * @param order says which item's vector a text has
   */
  Likeness(Deduplication work, KeepOrder order) {
    int count = work.items().texts().count();
    VectorPairs pairs = work.vectorPairs();
    texts = Neighbors.of(count, work.nearTexts().pairs());
    vectors = Neighbors.of(pairs.vectors(), pairs.pairs());
    vectorOf = new int[count];
    Arrays.setAll(vectorOf, text -> pairs.vectorOf()[order.item(text)]);
    starts = new int[pairs.vectors() + 1];
    for (int vector : vectorOf) {
      if (vector >= 0) {
        starts[vector + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    textsByVector = new int[starts[pairs.vectors()]];
    int[] next = starts.clone();
    for (int text = 0; text < count; text++) {
      if (vectorOf[text] >= 0) {
        textsByVector[next[vectorOf[text]]++] = text;
      }
    }
  }

  int texts() {
    return vectorOf.length;
  }

  int vectors() {
    return starts.length - 1;
  }

  /** Near texts. */
  Neighbors ofTexts() {
    return texts;
  }

  /** Near vectors. */
  Neighbors ofVectors() {
    return vectors;
  }

  /** The vector of a text, {@code -1} for none. */
  int vectorOf(int text) {
    return vectorOf[text];
  }

  /** How many texts share a vector. */
  int sharing(int vector) {
    return starts[vector + 1] - starts[vector];
  }

  /** One of the texts that share a vector, {@code index} from 0 to {@code sharing - 1}. */
  int text(int vector, int index) {
    return textsByVector[starts[vector] + index];
  }
}
