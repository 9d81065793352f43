package io.semblance.encoder;

import java.nio.file.Path;

/**
 * How to load a model; {@link #defaults()} suits most.
 *
 * @param threads how many batches run at once, at least 1; more than there are cores gains nothing
 * @param modelsFolder where built-in models are unpacked on first use
 */
public record EncoderOptions(int threads, Path modelsFolder) {
  public EncoderOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got: " + threads);
    }
  }

  /**
   * One thread a core; models under {@code $SEMBLANCE_HOME/models}, by default {@code
   * ~/.semblance/models}.
   */
  public static EncoderOptions defaults() {
    return new EncoderOptions(Runtime.getRuntime().availableProcessors(), defaultModelsFolder());
  }

  public EncoderOptions withThreads(int count) {
    return new EncoderOptions(count, modelsFolder);
  }

  public EncoderOptions withModelsFolder(Path folder) {
    return new EncoderOptions(threads, folder);
  }

  private static Path defaultModelsFolder() {
    String home = System.getenv("SEMBLANCE_HOME");
    Path root =
        home == null || home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".semblance")
            : Path.of(home);
    return root.resolve("models");
  }
}
