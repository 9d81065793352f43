package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionOptions;
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

  String name() {
    return name;
  }

  /**
   * Opens the collection with its model for some work and closes both.
   *
   * @param model where the model is, if not where the collection says
   */
  <T> T with(Terminal terminal, @Nullable String model, Function<VectorCollection, T> work) {
    CollectionStore store = home.collections();
    CollectionManifest manifest = store.find(name).orElseThrow(() -> store.unknown(name));
    try (SentenceEncoder encoder =
            home.encoder(terminal, model == null ? manifest.model().source() : model);
        VectorCollection collection = store.open(name, encoder)) {
      encoder.model().notes().forEach(terminal::remark);
      return work.apply(collection);
    }
  }

  /** Opens the collection for work that encodes nothing, which is quicker, and closes it. */
  <T> T withoutModel(Function<VectorCollection, T> work) {
    try (VectorCollection collection =
        home.collections().openWithoutModel(name, CollectionOptions.DEFAULT)) {
      return work.apply(collection);
    }
  }
}
