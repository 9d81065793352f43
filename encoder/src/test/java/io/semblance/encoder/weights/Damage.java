package io.semblance.encoder.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages a file in the ways that break parsers; the same seed gives the same damage. */
public final class Damage {
  /** Values at which lengths and offsets overflow. */
  private static final long[] EXTREMES = {
    0,
    1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    1L << 40,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };

  private final byte[] good;
  private final Random random;

  public Damage(byte[] good, long seed) {
    this.good = good.clone();
    this.random = new Random(seed);
  }

  /** Another damaged copy. */
  public byte[] next() {
    byte[] bytes = good.clone();
    for (int hits = random.nextInt(3); hits >= 0 && bytes.length > 0; hits--) {
      bytes =
          switch (random.nextInt(7)) {
            case 0, 1 -> flipped(bytes);
            case 2 -> replaced(bytes);
            case 3 -> extreme(bytes);
            case 4 -> truncated(bytes);
            case 5 -> spliced(bytes);
            default -> repeated(bytes);
          };
    }
    return bytes;
  }

  private byte[] flipped(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private byte[] replaced(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    return bytes;
  }

  /** An extreme number over 1, 2, 4 or 8 bytes, as if a length field lied. */
  private byte[] extreme(byte[] bytes) {
    int width = 1 << random.nextInt(4);
    long value = EXTREMES[random.nextInt(EXTREMES.length)];
    byte[] number =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    int at = random.nextInt(bytes.length);
    System.arraycopy(number, 0, bytes, at, Math.min(width, bytes.length - at));
    return bytes;
  }

  private byte[] truncated(byte[] bytes) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  /** A piece of the file in another place, what was there moved back. */
  private byte[] spliced(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int length = random.nextInt(Math.min(64, bytes.length - from) + 1);
    int to = random.nextInt(bytes.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, to);
    out.write(bytes, from, length);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  /** A short piece many times over. */
  private byte[] repeated(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(16, bytes.length - from));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    for (int times = random.nextInt(200); times >= 0; times--) {
      out.write(bytes, from, length);
    }
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }
}
