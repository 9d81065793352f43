package io.semblance.encoder.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/**
 * The rows of a decoded image as Pillow's conversion to RGB gives them: grey is repeated, a palette
 * is looked up, transparency is left out, of 16 bits the upper 8 are kept. The JDK's own conversion
 * of grey is passed by, because it changes brightness. One thread at a time.
 */
final class DecodedPixels implements Pixels {
  private final BufferedImage image;
  private final boolean plain;
  private final int bands;
  private final int shift;
  private final int[] samples;

  DecodedPixels(BufferedImage image) {
    this.image = image;
    ColorModel colors = image.getColorModel();
    this.bands = image.getRaster().getNumBands();
    int bits = colors.getComponentSize(0);
    this.plain = colors instanceof ComponentColorModel && (bits == 8 || bits == 16) && bands <= 4;
    this.shift = bits - 8;
    this.samples = new int[image.getWidth() * (plain ? bands : 1)];
  }

  @Override
  public int width() {
    return image.getWidth();
  }

  @Override
  public int height() {
    return image.getHeight();
  }

  @Override
  public void row(int y, byte[] target) {
    if (plain) {
      plainRow(y, target);
    } else {
      packedRow(y, target);
    }
  }

  private void plainRow(int y, byte[] target) {
    Raster raster = image.getRaster();
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, samples);
    int step = bands >= 3 ? 1 : 0;
    for (int x = 0; x < width(); x++) {
      for (int channel = 0; channel < 3; channel++) {
        target[3 * x + channel] = (byte) (samples[bands * x + step * channel] >> shift);
      }
    }
  }

  private void packedRow(int y, byte[] target) {
    image.getRGB(0, y, width(), 1, samples, 0, width());
    for (int x = 0; x < width(); x++) {
      target[3 * x] = (byte) (samples[x] >> 16);
      target[3 * x + 1] = (byte) (samples[x] >> 8);
      target[3 * x + 2] = (byte) samples[x];
    }
  }
}
