package io.semblance.cli;

import io.semblance.encoder.ImageEncoder;
import io.semblance.encoder.ImageResult;
import io.semblance.encoder.ImageSource;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Image files of folders, and their vectors a window at a time. */
final class ImageFiles {
  private static final int WINDOW = 256;
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  private final Terminal terminal;
  private final List<Path> files;
  private long refused;

  private ImageFiles(Terminal terminal, List<Path> files) {
    this.terminal = terminal;
    this.files = files;
  }

  /**
   * Lists files as they are given, and those in folders, and in the folders in them, whose names
   * end like images; a folder's files by name.
   */
  static ImageFiles of(Terminal terminal, List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else {
        files.add(path);
      }
    }
    return new ImageFiles(terminal, files);
  }

  private static List<Path> inFolder(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(ImageFiles::looksLikeAnImage)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot list the folder " + folder + ": " + e, e);
    }
  }

  private static boolean looksLikeAnImage(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(ending);
  }

  int size() {
    return files.size();
  }

  /** How many were passed over so far. */
  long refused() {
    return refused;
  }

  /** Takes the vectors of images. */
  @FunctionalInterface
  interface VectorConsumer {
    /** Takes one. */
    void accept(Path file, float[] vector) throws IOException;
  }

  /** Encodes all; what cannot be read is named on the terminal and passed over. */
  void encode(ImageEncoder encoder, VectorConsumer consumer) throws IOException {
    try (ProgressBar bar =
        new ProgressBar(terminal, "images", done -> (double) done / files.size())) {
      for (int start = 0; start < files.size(); start += WINDOW) {
        List<Path> window = files.subList(start, Math.min(files.size(), start + WINDOW));
        long before = start;
        List<ImageResult> results =
            encoder.encodeEach(
                window.stream().map(ImageSource::of).toList(),
                done -> bar.advancedTo(before + done));
        for (int i = 0; i < window.size(); i++) {
          take(window.get(i), results.get(i), bar, consumer);
        }
      }
    }
  }

  private void take(Path file, ImageResult result, ProgressBar bar, VectorConsumer consumer)
      throws IOException {
    switch (result) {
      case ImageResult.Encoded encoded -> consumer.accept(file, encoded.vector());
      case ImageResult.Refused bad -> {
        refused++;
        bar.clear();
        terminal.error("semblance: passed over: " + bad.reason().getMessage());
      }
    }
  }

  /** The exit code of a command that has taken what it could. */
  int exitCode() {
    return refused == 0 ? 0 : FailureHandler.PARTLY_DONE;
  }
}
