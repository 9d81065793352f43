package io.semblance.cli;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.index.CollectionStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder that holds models and collections. */
final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Folder of models and collections. Default: $$SEMBLANCE_HOME, else ~/.semblance.")
  private @Nullable Path home;

  private Path root() {
    return home == null ? EncoderOptions.defaultHome() : home;
  }

  CollectionStore collections() {
    return new CollectionStore(root().resolve("collections"));
  }

  EncoderOptions encoderOptions() {
    return EncoderOptions.ofHome(root());
  }

  SentenceEncoder encoder(String model) {
    return SentenceEncoders.load(model, encoderOptions());
  }

  SentenceEncoder encoder(String model, OpeningOptions opening) {
    return SentenceEncoders.load(model, opening.applyTo(encoderOptions()));
  }
}
