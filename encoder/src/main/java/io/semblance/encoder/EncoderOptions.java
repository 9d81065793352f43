package io.semblance.encoder;

import java.nio.file.Path;

/**
 * How to load a model; {@link #defaults()} suits most.
 *
 * @param threads how many batches run at once, at least 1; more than there are cores gains nothing
 * @param modelsFolder where built-in models are unpacked on first use
 * @param precision which graph of a quantized model is run
 */
public record EncoderOptions(int threads, Path modelsFolder, Precision precision) {
  public EncoderOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got: " + threads);
    }
  }

  /** One thread a core; models in {@link #defaultHome()}. */
  public static EncoderOptions defaults() {
    return ofHome(defaultHome());
  }

  /** One thread a core; models in the folder {@code models} of {@code home}. */
  public static EncoderOptions ofHome(Path home) {
    return new EncoderOptions(
        Runtime.getRuntime().availableProcessors(), home.resolve("models"), Precision.AUTOMATIC);
  }

  /** {@code $SEMBLANCE_HOME}, by default {@code ~/.semblance}. */
  public static Path defaultHome() {
    String home = System.getenv("SEMBLANCE_HOME");
    return home == null || home.isBlank()
        ? Path.of(System.getProperty("user.home"), ".semblance")
        : Path.of(home);
  }

  public EncoderOptions withThreads(int count) {
    return new EncoderOptions(count, modelsFolder, precision);
  }

  public EncoderOptions withModelsFolder(Path folder) {
    return new EncoderOptions(threads, folder, precision);
  }

  public EncoderOptions withPrecision(Precision graphs) {
    return new EncoderOptions(threads, modelsFolder, graphs);
  }
}
