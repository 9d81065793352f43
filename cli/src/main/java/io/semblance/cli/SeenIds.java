package io.semblance.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which ids have come by, at some 16 to 32 bytes each: only 63 bits of a hash are kept (two of ten
 * million ids collide with a chance of 3 in a million, and the cost is one false remark). One
 * thread at a time.
 */
final class SeenIds {
  private long[] slots = new long[1 << 10];
  private int size;

  /** Remembers an id; false when it was there before. */
  boolean add(String id) {
    if (2 * size >= slots.length) {
      grow();
    }
    if (!insert(slots, hash(id))) {
      return false;
    }
    size++;
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (long hash : slots) {
      if (hash != 0) {
        insert(larger, hash);
      }
    }
    slots = larger;
  }

  private static boolean insert(long[] slots, long hash) {
    int mask = slots.length - 1;
    for (int i = (int) (hash >>> 1) & mask; ; i = (i + 1) & mask) {
      if (slots[i] == hash) {
        return false;
      }
      if (slots[i] == 0) {
        slots[i] = hash;
        return true;
      }
    }
  }

  private static long hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() | 1; // never 0, which marks a free slot
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
