package io.semblance.encoder.tokenize;

import java.util.Arrays;
import java.util.Map;

/**
 * Token texts to ids, looked up by a range of a character array, so that no string is made. Open
 * addressing with linear probing, at most half full; a slot holds the hash, so that characters are
 * compared about once a hit. Immutable, safe for many threads.
 */
final class PieceTable {
  static final int NONE = -1;

  private static final int FIELDS = 4; // of a slot: hash, id, start and length of the characters
  private static final int MIXER = 0x9E3779B9; // 2^32 / golden ratio: spreads close hashes

  private final char[] characters;
  private final int[] slots;
  private final int shift;
  private final int longest;

  PieceTable(Map<String, Integer> ids) {
    int capacity = Integer.highestOneBit(Math.max(ids.size(), 1)) * 4;
    this.characters = new char[ids.keySet().stream().mapToInt(String::length).sum()];
    this.slots = new int[FIELDS * capacity];
    this.shift = 32 - Integer.numberOfTrailingZeros(capacity);
    this.longest = ids.keySet().stream().mapToInt(String::length).max().orElse(0);
    Arrays.fill(slots, NONE);
    int start = 0;
    for (Map.Entry<String, Integer> entry : ids.entrySet()) {
      String text = entry.getKey();
      text.getChars(0, text.length(), characters, start);
      insert(start, text.length(), entry.getValue());
      start += text.length();
    }
  }

  /**
   * The hash of a text that is one character longer than one with hash {@code hash}; that of "" is
   * 0.
   */
  static int hash(int hash, char next) {
    return 31 * hash + next;
  }

  /** Characters of the longest text. */
  int longest() {
    return longest;
  }

  /** The id of {@code text[from .. to]}, whose hash is {@code hash}, or {@link #NONE}. */
  int find(char[] text, int from, int to, int hash) {
    int slot = firstSlot(hash);
    while (slots[slot + 1] != NONE) {
      if (slots[slot] == hash && slots[slot + 3] == to - from) {
        int start = slots[slot + 2];
        if (Arrays.equals(characters, start, start + to - from, text, from, to)) {
          return slots[slot + 1];
        }
      }
      slot = (slot + FIELDS) & (slots.length - 1);
    }
    return NONE;
  }

  private void insert(int start, int length, int id) {
    int hash = 0;
    for (int i = start; i < start + length; i++) {
      hash = hash(hash, characters[i]);
    }
    int slot = firstSlot(hash);
    while (slots[slot + 1] != NONE) {
      slot = (slot + FIELDS) & (slots.length - 1);
    }
    slots[slot] = hash;
    slots[slot + 1] = id;
    slots[slot + 2] = start;
    slots[slot + 3] = length;
  }

  private int firstSlot(int hash) {
    return FIELDS * ((hash * MIXER) >>> shift);
  }
}
