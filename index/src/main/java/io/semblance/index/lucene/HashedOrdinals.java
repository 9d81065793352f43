package io.semblance.index.lucene;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.apache.lucene.util.ArrayUtil;

/**
 * Finds the ordinal of an equal vector by its hash: open addressing with linear probing, 12 to 20
 * bytes a vector. Vectors themselves are compared by the caller, only where hashes are equal. Not
 * safe for many threads.
 */
final class HashedOrdinals {
  static final int NONE = -1;

  private int[] slots = emptySlots(1024);
  private int[] hashes = new int[256];
  private int size;

  /** The ordinal with this hash that {@code isEqual} accepts, or {@link #NONE}. */
  int find(int hash, IntPredicate isEqual) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != NONE; slot = (slot + 1) & mask) {
      int ordinal = slots[slot];
      if (hashes[ordinal] == hash && isEqual.test(ordinal)) {
        return ordinal;
      }
    }
    return NONE;
  }

  /** Gives the next ordinal, from 0, to a vector that was not found. */
  int add(int hash) {
    if (2L * (size + 1) > slots.length) {
      rehash();
    }
    hashes = ArrayUtil.grow(hashes, size + 1);
    hashes[size] = hash;
    place(size);
    return size++;
  }

  int size() {
    return size;
  }

  long ramBytesUsed() {
    return 4L * slots.length + 4L * hashes.length;
  }

  /** A hash of the components' bits: 0.0 and -0.0 differ. */
  static int hash(float[] vector) {
    long hash = vector.length;
    for (float component : vector) {
      hash = (hash ^ Float.floatToRawIntBits(component)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) (hash ^ (hash >>> 17));
  }

  private void rehash() {
    slots = emptySlots(Math.multiplyExact(2, slots.length));
    for (int ordinal = 0; ordinal < size; ordinal++) {
      place(ordinal);
    }
  }

  private void place(int ordinal) {
    int mask = slots.length - 1;
    int slot = hashes[ordinal] & mask;
    while (slots[slot] != NONE) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = ordinal;
  }

  private static int[] emptySlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }
}
