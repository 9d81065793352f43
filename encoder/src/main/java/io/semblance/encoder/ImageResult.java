package io.semblance.encoder;

import io.semblance.error.SemblanceException;

/** What became of an image. */
public sealed interface ImageResult {
  /** The image. */
  ImageSource image();

  /**
   * It has a vector.
   *
   * @param vector the caller's
   */
  @SuppressWarnings("ArrayRecordComponent") // a result that is read, not compared
  record Encoded(ImageSource image, float[] vector) implements ImageResult {}

  /**
   * It cannot be used.
   *
   * @param reason names the image, {@code INVALID_REQUEST} or {@code NOT_FOUND}
   */
  record Refused(ImageSource image, SemblanceException reason) implements ImageResult {}
}
