package io.semblance.encoder;

import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * Maps images to vectors in one space with texts (CLIP), so that images can be found by a sentence,
 * or by an image. Compare the vectors by cosine. Safe for many threads; calls share the worker
 * threads.
 *
 * <p>Images are PNG, JPEG, GIF (its first frame) or BMP. They are prepared as the Python library
 * does it: to RGB, where transparency is left out and grey is repeated; resized, cropped and scaled
 * as {@code preprocessor_config.json} says, with Pillow's resampling to the last bit. As there, the
 * orientation that a camera notes in a photograph is not applied. Colour profiles are not applied
 * either, and another JPEG decoder may differ by a step or two of 255 in a pixel.
 */
public interface ImageEncoder extends AutoCloseable {
  /** What is known of the model; its fingerprint is over both halves. */
  ModelInfo model();

  /** Length of the vectors. */
  default int dimension() {
    return model().dimension();
  }

  /**
   * Encodes images, {@code float[images][dimension]}, the caller's; not normalized unless the model
   * does it.
   *
   * @param images may be empty
   * @param progress told the number of images done, and asked whether to stop
   * @throws SemblanceException {@code INVALID_REQUEST} naming the first image that is damaged, of
   *     an unknown format or beyond {@link ImageLimits}; {@code NOT_FOUND} for a file that does not
   *     exist; {@code CANCELLED} when {@code progress} asks for it
   */
  default float[][] encode(List<ImageSource> images, Progress progress) {
    return encodeEach(images, progress).stream()
        .map(
            result ->
                switch (result) {
                  case ImageResult.Encoded encoded -> encoded.vector();
                  case ImageResult.Refused refused -> throw refused.reason();
                })
        .toArray(float[][]::new);
  }

  /**
   * Encodes images of which some may be unusable; result {@code i} belongs to {@code
   * images.get(i)}.
   *
   * @param progress told the number of images done, and asked whether to stop
   * @throws SemblanceException {@code MODEL_FAILURE} when the model cannot be run, {@code
   *     CANCELLED} when {@code progress} asks for it
   */
  List<ImageResult> encodeEach(List<ImageSource> images, Progress progress);

  /** Encodes one image. */
  default float[] encodeImage(ImageSource image) {
    return encode(List.of(image), Progress.NONE)[0];
  }

  /** Encodes the image in a file. */
  default float[] encodeImage(Path file) {
    return encodeImage(ImageSource.of(file));
  }

  /** The half for texts; closed with this encoder. */
  SentenceEncoder texts();

  /**
   * Frees the model; calls in progress finish first, later calls throw {@link
   * IllegalStateException}.
   */
  @Override
  void close();
}
