package io.semblance.encoder.image;

import io.semblance.encoder.ImageLimits;
import io.semblance.encoder.ImageSource;
import io.semblance.error.SemblanceException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes images of strangers with the JDK's decoders. What a header claims is checked before
 * memory is taken for it, and all that is decoded at one time stays within one limit. Safe for many
 * threads.
 */
final class ImageDecoder {
  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

  private final ImageLimits limits;
  private final Semaphore pixelsInMemory;

  ImageDecoder(ImageLimits limits) {
    this.limits = limits;
    this.pixelsInMemory = new Semaphore(limits.maxPixels());
  }

  /**
   * Decodes an image and hands it to {@code use}, before whose end it is not freed.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} or {@code NOT_FOUND}, naming the image
   */
  <T> T decode(ImageSource source, Function<Pixels, T> use) {
    try (ImageInputStream in = open(source)) {
      ImageReader reader = reader(source, in);
      try {
        reader.setInput(in, true, true);
        int pixels = checkedPixels(source, reader.getWidth(0), reader.getHeight(0));
        pixelsInMemory.acquireUninterruptibly(pixels);
        try {
          return use.apply(new DecodedPixels(read(source, reader)));
        } finally {
          pixelsInMemory.release(pixels);
        }
      } finally {
        reader.dispose();
      }
    } catch (SemblanceException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // decoders throw all sorts at damaged files
      throw unreadable(source, String.valueOf(e.getMessage()));
    }
  }

  private ImageInputStream open(ImageSource source) throws IOException {
    return switch (source) {
      case ImageSource.ImageFile onDisk -> {
        Path file = onDisk.file();
        if (!Files.exists(file)) {
          throw SemblanceException.notFound("no such image: " + file);
        }
        if (!Files.isRegularFile(file)) {
          throw SemblanceException.invalid("an image must be a file, got: " + file);
        }
        requireBytes(source, Files.size(file));
        yield new FileImageInputStream(file.toFile());
      }
      case ImageSource.ImageBytes inMemory -> {
        requireBytes(source, inMemory.content().length);
        yield new MemoryCacheImageInputStream(new ByteArrayInputStream(inMemory.content()));
      }
    };
  }

  private void requireBytes(ImageSource source, long bytes) {
    if (bytes > limits.maxBytes()) {
      throw SemblanceException.invalid(
          "image "
              + source.name()
              + " must have at most "
              + limits.maxBytes()
              + " bytes, got: "
              + bytes);
    }
  }

  private static ImageReader reader(ImageSource source, ImageInputStream in) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
      reader.dispose();
    }
    throw SemblanceException.invalid(
        "image " + source.name() + " must be a PNG, JPEG, GIF or BMP; its first bytes are of none");
  }

  private int checkedPixels(ImageSource source, int width, int height) {
    long pixels = (long) width * height;
    if (pixels < 1 || pixels > limits.maxPixels()) {
      throw SemblanceException.invalid(
          "image "
              + source.name()
              + " must have at most "
              + limits.maxPixels()
              + " pixels, its header says "
              + width
              + " x "
              + height);
    }
    if (Math.max(width, height) > (long) ImageLimits.MAX_RATIO * Math.min(width, height)) {
      throw SemblanceException.invalid(
          "image "
              + source.name()
              + " must be at most "
              + ImageLimits.MAX_RATIO
              + " times as long as wide, its header says "
              + width
              + " x "
              + height);
    }
    return (int) pixels;
  }

  /** The JPEG decoder only warns of a file that ends early, and fills it up with grey. */
  private static BufferedImage read(ImageSource source, ImageReader reader) throws IOException {
    StringBuilder damage = new StringBuilder();
    reader.addIIOReadWarningListener(
        (from, warning) -> {
          if (warning.matches("(Truncated|Premature|Corrupt).*")) {
            damage.append(damage.isEmpty() ? "" : "; ").append(warning);
          }
        });
    BufferedImage image = reader.read(0);
    if (!damage.isEmpty()) {
      throw unreadable(source, damage.toString());
    }
    return image;
  }

  private static SemblanceException unreadable(ImageSource source, String problem) {
    return SemblanceException.invalid(
        "image " + source.name() + " is damaged or of a kind that cannot be read: " + problem);
  }
}
