package io.semblance.encoder;

import java.nio.file.Path;

/** Where an encoded image (PNG, JPEG, GIF or BMP) comes from. */
public sealed interface ImageSource {
  /** What messages call it. */
  String name();

  /** A file. */
  static ImageSource of(Path file) {
    return new ImageFile(file);
  }

  /**
   * Bytes in memory.
   *
   * @param name what messages call them
   * @param content shared, not copied
   */
  static ImageSource of(String name, byte[] content) {
    return new ImageBytes(name, content);
  }

  /** An image in a file. */
  record ImageFile(Path file) implements ImageSource {
    @Override
    public String name() {
      return file.toString();
    }
  }

  /** An image in memory. */
  @SuppressWarnings("ArrayRecordComponent") // never compared: an input
  record ImageBytes(String name, byte[] content) implements ImageSource {}
}
