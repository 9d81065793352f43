package io.semblance.encoder;

import io.semblance.error.SemblanceException;

/**
 * How large an image may be. Both, and {@link #MAX_RATIO}, are checked before anything is decoded;
 * the images that are decoded at one time have at most {@code maxPixels} together.
 *
 * @param maxPixels width times height, as the image's header says; a decoded pixel takes 3 or 4
 *     bytes
 * @param maxBytes size of the encoded image
 */
public record ImageLimits(int maxPixels, long maxBytes) {
  /** 64 megapixels in 64 MB. */
  public static final ImageLimits DEFAULT = new ImageLimits(64_000_000, 64L << 20);

  /**
   * Longer edge over shorter edge: where the shorter one is brought to a fixed size, the longer one
   * grows with it.
   */
  public static final int MAX_RATIO = 100;

  public ImageLimits {
    if (maxPixels < 1 || maxBytes < 1) {
      throw SemblanceException.invalid(
          "limits of images must be at least 1, got: "
              + maxPixels
              + " pixels, "
              + maxBytes
              + " bytes");
    }
  }
}
