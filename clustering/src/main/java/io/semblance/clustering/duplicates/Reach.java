package io.semblance.clustering.duplicates;

/** How many items each unique text is directly similar to, its own included, and how much. */
final class Reach {
  private final Likeness likeness;
  private final UniqueTexts texts;
  private final long[] itemsOfText;
  private final double[] scoreOfText;
  private final int[] seenBy;

  Reach(Likeness likeness, UniqueTexts texts) {
    this.likeness = likeness;
    this.texts = texts;
    this.itemsOfText = new long[likeness.texts()];
    this.scoreOfText = new double[likeness.texts()];
    this.seenBy = new int[likeness.vectors()];
    addVectors();
    for (int text = 0; text < likeness.texts(); text++) {
      addTexts(text);
    }
  }

  /** How many items it reaches. */
  long items(int text) {
    return itemsOfText[text];
  }

  /** The sum of its scores with them. */
  double score(int text) {
    return scoreOfText[text];
  }

  private void addVectors() {
    long[] weights = new long[likeness.vectors()];
    for (int vector = 0; vector < weights.length; vector++) {
      for (int i = 0; i < likeness.sharing(vector); i++) {
        weights[vector] += texts.weight(likeness.text(vector, i));
      }
    }
    for (int vector = 0; vector < weights.length; vector++) {
      long items = weights[vector];
      double score = weights[vector];
      Neighbors near = likeness.ofVectors();
      for (int link = near.start(vector); link < near.end(vector); link++) {
        items += weights[near.neighbor(link)];
        score += (double) near.score(link) * weights[near.neighbor(link)];
      }
      for (int i = 0; i < likeness.sharing(vector); i++) {
        itemsOfText[likeness.text(vector, i)] = items;
        scoreOfText[likeness.text(vector, i)] = score;
      }
    }
  }

  private void addTexts(int text) {
    Neighbors near = likeness.ofTexts();
    int vector = likeness.vectorOf(text);
    if (vector < 0) {
      itemsOfText[text] = texts.weight(text);
      scoreOfText[text] = texts.weight(text);
    }
    if (near.start(text) == near.end(text)) {
      return;
    }
    markNear(vector, text + 1);
    for (int link = near.start(text); link < near.end(text); link++) {
      int other = near.neighbor(link);
      int its = likeness.vectorOf(other);
      if (its < 0 || seenBy[its] != text + 1) {
        itemsOfText[text] += texts.weight(other);
        scoreOfText[text] += (double) near.score(link) * texts.weight(other);
      }
    }
  }

  private void markNear(int vector, int mark) {
    if (vector < 0) {
      return;
    }
    seenBy[vector] = mark;
    Neighbors near = likeness.ofVectors();
    for (int link = near.start(vector); link < near.end(vector); link++) {
      seenBy[near.neighbor(link)] = mark;
    }
  }
}
