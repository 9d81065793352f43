package io.semblance.encoder.tokenize;

import java.util.Arrays;

/**
 * A growing list of token ids, cleared and filled again from text to text. One thread at a time.
 */
public final class TokenIds {
  private int[] ids = new int[256];
  private int size;

  public int size() {
    return size;
  }

  public int get(int position) {
    return ids[position];
  }

  /** Forgets all ids. */
  public void clear() {
    size = 0;
  }

  /** Adds one id at the end. */
  public void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  /** Forgets the ids from position {@code newSize} on. */
  void truncate(int newSize) {
    size = newSize;
  }
}
