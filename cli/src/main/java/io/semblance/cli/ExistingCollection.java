package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionStore;
import io.semblance.index.VectorCollection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which collection a command works with; it must be there. */
final class ExistingCollection {
  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-c", "--collection"},
      required = true,
      paramLabel = "NAME",
      description = "The collection.")
  private String name = "";

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "Only if the collection's model is a folder that has moved.")
  private @Nullable String model;

  String name() {
    return name;
  }

  /** Opens the collection for some work and closes it. */
  <T> T with(Terminal terminal, Function<VectorCollection, T> work) {
    CollectionStore store = home.collections();
    CollectionManifest manifest = store.find(name).orElseThrow(() -> store.unknown(name));
    try (SentenceEncoder encoder =
            home.encoder(terminal, model == null ? manifest.model().source() : model);
        VectorCollection collection = store.open(name, encoder)) {
      encoder.model().notes().forEach(terminal::remark);
      return work.apply(collection);
    }
  }
}
