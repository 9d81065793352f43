package io.semblance.encoder.image;

/**
 * Resizes as Pillow does, to the last bit: rows first, then columns, each pass antialiased (the
 * kernel is stretched when the picture shrinks), computed in fixed point and rounded to bytes.
 */
final class Resizer {
  private final Resampling kernel;

  Resizer(Resampling kernel) {
    this.kernel = kernel;
  }

  Rgb resize(Pixels source, int width, int height) {
    if (kernel == Resampling.NEAREST) {
      return nearest(source, width, height);
    }
    Rgb narrowed = width == source.width() ? Rgb.copyOf(source) : resizeRows(source, width);
    return height == narrowed.height() ? narrowed : resizeColumns(narrowed, height);
  }

  private Rgb resizeRows(Pixels source, int width) {
    ResamplingWeights weights = ResamplingWeights.of(kernel, source.width(), width);
    byte[] row = new byte[3 * source.width()];
    byte[][] rows = new byte[source.height()][3 * width];
    for (int y = 0; y < rows.length; y++) {
      source.row(y, row);
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          rows[y][3 * x + channel] = weights.sum(x, row, channel);
        }
      }
    }
    return new Rgb(width, rows);
  }

  private Rgb resizeColumns(Rgb source, int height) {
    ResamplingWeights weights = ResamplingWeights.of(kernel, source.height(), height);
    byte[][] rows = new byte[height][3 * source.width()];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < rows[y].length; i++) {
        rows[y][i] = weights.sum(y, source.rows(), i);
      }
    }
    return new Rgb(source.width(), rows);
  }

  private static Rgb nearest(Pixels source, int width, int height) {
    byte[] row = new byte[3 * source.width()];
    byte[][] rows = new byte[height][3 * width];
    for (int y = 0; y < height; y++) {
      source.row(nearest(y, source.height(), height), row);
      for (int x = 0; x < width; x++) {
        System.arraycopy(row, 3 * nearest(x, source.width(), width), rows[y], 3 * x, 3);
      }
    }
    return new Rgb(width, rows);
  }

  private static int nearest(int position, int sourceSize, int size) {
    return (int) ((position + 0.5) * sourceSize / size);
  }
}
