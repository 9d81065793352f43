package io.semblance.encoder.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.folder.ModelFolder;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a picture before the network sees it, as {@code preprocessor_config.json} says.
 *
 * @param size what it is resized to, or null when it is not
 * @param kernel how it is resized
 * @param cropWidth width that is cut out of its middle, 0 for no cut
 * @param cropHeight height that is cut out
 * @param factor what the values 0 to 255 are multiplied with
 * @param mean subtracted from red, green and blue then
 * @param deviation what they are divided by at last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: settings of one model
record ImageProcessor(
    @Nullable TargetSize size,
    Resampling kernel,
    int cropWidth,
    int cropHeight,
    double factor,
    double[] mean,
    double[] deviation) {
  private static final int MAX_EDGE = 1024;

  /**
   * To which size.
   *
   * @param shortestEdge of both edges, the other follows; 0 for the two below
   */
  record TargetSize(int shortestEdge, int width, int height) {}

  /** Reads the settings; what they leave out is as CLIP has it. */
  static ImageProcessor read(ModelFolder folder, JsonNode config) {
    boolean crop = config.path("do_center_crop").asBoolean(true);
    JsonNode cropSize = config.path("crop_size");
    boolean normalize = config.path("do_normalize").asBoolean(true);
    return new ImageProcessor(
        config.path("do_resize").asBoolean(true) ? size(folder, config.path("size")) : null,
        Resampling.ofCode(config.path("resample").asInt(3)),
        crop ? edge(folder, cropSize, "width", 224) : 0,
        crop ? edge(folder, cropSize, "height", 224) : 0,
        config.path("do_rescale").asBoolean(true)
            ? config.path("rescale_factor").asDouble(1 / 255.0)
            : 1,
        normalize
            ? channels(folder, config, "image_mean", 0.48145466, 0.4578275, 0.40821073)
            : new double[3],
        normalize
            ? channels(folder, config, "image_std", 0.26862954, 0.26130258, 0.27577711)
            : new double[] {1, 1, 1});
  }

  private static TargetSize size(ModelFolder folder, JsonNode size) {
    if (size.has("longest_edge")) {
      throw folder.failure(
          "resizes images to a longest_edge; known are shortest_edge, or height and width");
    }
    return size.has("height")
        ? new TargetSize(0, edge(folder, size, "width", 0), edge(folder, size, "height", 0))
        : new TargetSize(edge(folder, size, "shortest_edge", 224), 0, 0);
  }

  /** One edge of a size, which is a number for both edges or an object with names. */
  private static int edge(ModelFolder folder, JsonNode size, String name, int usual) {
    int edge = size.isNumber() ? size.asInt() : size.path(name).asInt(usual);
    if (edge < 1 || edge > MAX_EDGE) {
      throw folder.failure(
          "has an image size with " + name + " " + edge + ", must be 1 to " + MAX_EDGE);
    }
    return edge;
  }

  private static double[] channels(
      ModelFolder folder, JsonNode config, String key, double... usual) {
    JsonNode values = config.path(key);
    if (values.isMissingNode()) {
      return usual;
    }
    double[] channels = {
      values.path(0).asDouble(), values.path(1).asDouble(), values.path(2).asDouble()
    };
    boolean usable = values.size() == 3;
    for (double channel : channels) {
      usable &= Double.isFinite(channel) && (!key.equals("image_std") || channel != 0);
    }
    if (!usable) {
      throw folder.failure("has " + key + " " + values + ", must be three numbers");
    }
    return channels;
  }

  /** Turns a picture into {@code [3][height][width]}, in C order, the caller's. */
  PixelValues process(Pixels source) {
    Rgb picture = size == null ? Rgb.copyOf(source) : resized(source, size);
    if (cropWidth > 0) {
      picture = picture.centre(cropWidth, cropHeight);
    }
    return values(picture);
  }

  private Rgb resized(Pixels source, TargetSize target) {
    Resizer resizer = new Resizer(kernel);
    int edge = target.shortestEdge();
    if (edge == 0) {
      return resizer.resize(source, target.width(), target.height());
    }
    long width = source.width();
    long height = source.height();
    return width <= height
        ? resizer.resize(source, edge, (int) (edge * height / width))
        : resizer.resize(source, (int) (edge * width / height), edge);
  }

  private PixelValues values(Rgb picture) {
    int plane = picture.width() * picture.height();
    float[] values = new float[3 * plane];
    for (int y = 0; y < picture.height(); y++) {
      byte[] row = picture.rows()[y];
      for (int i = 0; i < row.length; i++) {
        int channel = i % 3;
        values[channel * plane + y * picture.width() + i / 3] =
            (float) (((row[i] & 0xff) * factor - mean[channel]) / deviation[channel]);
      }
    }
    return new PixelValues(values, picture.width(), picture.height());
  }
}
