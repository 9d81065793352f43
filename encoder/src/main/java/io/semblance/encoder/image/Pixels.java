package io.semblance.encoder.image;

/**
 * A picture of red, green and blue, a row at a time, so that a large one need not be copied as a
 * whole.
 */
interface Pixels {
  int width();

  int height();

  /**
   * Copies one row.
   *
   * @param target {@code [3 * width]}, values 0 to 255, red, green and blue of each pixel
   */
  void row(int y, byte[] target);
}
