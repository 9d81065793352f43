package io.semblance.cli;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.hub.HubAccess;
import io.semblance.index.CollectionStore;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where models and collections are, and how models get there. */
final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Folder of models and collections. Default: $$SEMBLANCE_HOME, else ~/.semblance.")
  private @Nullable Path home;

  @Option(
      names = "--offline",
      description =
          "Open no socket: a model of the hub must be in the cache. HF_HUB_OFFLINE=1 does the same.")
  private boolean offline;

  private Path root() {
    return home == null ? EncoderOptions.defaultHome() : home;
  }

  CollectionStore collections() {
    return new CollectionStore(root().resolve("collections"));
  }

  /** Where snapshots of collections are, if not said otherwise. */
  Path snapshots() {
    return root().resolve("snapshots");
  }

  /** Options of this folder, for a model that is on this disk. */
  EncoderOptions encoderOptions() {
    return EncoderOptions.ofHome(root()).withHub(HubAccess.DEFAULT.withOffline(offline));
  }

  /** Opens a model, showing its download if there is one. */
  <T> T open(Terminal terminal, Function<EncoderOptions, T> opener) {
    try (DownloadBar bar = new DownloadBar(terminal)) {
      EncoderOptions options = encoderOptions();
      return opener.apply(options.withHub(options.hub().withListener(bar)));
    }
  }

  SentenceEncoder encoder(Terminal terminal, String model) {
    return open(terminal, options -> SentenceEncoders.load(model, options));
  }

  SentenceEncoder encoder(Terminal terminal, String model, OpeningOptions opening) {
    return open(terminal, options -> SentenceEncoders.load(model, opening.applyTo(options)));
  }
}
