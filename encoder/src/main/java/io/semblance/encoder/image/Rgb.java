package io.semblance.encoder.image;

import java.util.Arrays;

/**
 * A small picture in memory.
 *
 * @param rows {@code [height][3 * width]}, shared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: travels from one step to the next
record Rgb(int width, byte[][] rows) implements Pixels {
  @Override
  public int height() {
    return rows.length;
  }

  @Override
  public void row(int y, byte[] target) {
    System.arraycopy(rows[y], 0, target, 0, 3 * width);
  }

  /** Copies a picture as it is. */
  static Rgb copyOf(Pixels pixels) {
    byte[][] rows = new byte[pixels.height()][3 * pixels.width()];
    for (int y = 0; y < rows.length; y++) {
      pixels.row(y, rows[y]);
    }
    return new Rgb(pixels.width(), rows);
  }

  /**
   * Cuts out the middle; where the picture is smaller than the cut, the rest is black, as in the
   * original.
   */
  Rgb centre(int cutWidth, int cutHeight) {
    int left = Math.floorDiv(width - cutWidth, 2);
    int top = Math.floorDiv(height() - cutHeight, 2);
    byte[][] cut = new byte[cutHeight][];
    for (int y = 0; y < cutHeight; y++) {
      int source = y + top;
      byte[] row = source >= 0 && source < height() ? rows[source] : new byte[0];
      cut[y] = cutRow(row, left, cutWidth);
    }
    return new Rgb(cutWidth, cut);
  }

  private static byte[] cutRow(byte[] row, int left, int cutWidth) {
    int from = Math.clamp(3L * left, 0, row.length);
    int to = Math.clamp(3L * (left + cutWidth), 0, row.length);
    byte[] cut = new byte[3 * cutWidth];
    byte[] kept = Arrays.copyOfRange(row, from, to);
    System.arraycopy(kept, 0, cut, Math.max(0, -3 * left), kept.length);
    return cut;
  }
}
