package io.semblance.encoder;

import io.semblance.encoder.hub.HubAccess;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;

/**
 * How to load a model; {@link #defaults()} suits most.
 *
 * @param threads how many batches run at once, at least 1; more than there are cores gains nothing
 * @param modelsFolder where built-in models are unpacked on first use
 * @param hub how models of a hub are found and fetched
 * @param graph which of a model's ONNX graphs is run
 * @param dimensions how many components of each vector are kept; 0 for the model's own choice
 * @param maxTokens limit on a text's tokens; 0 for the model's own
 * @param stripTexts whether white space around texts is cut off, as SentenceTransformers did before
 *     5.4; matters for byte-level tokenizers
 * @param cardPrompts whether a model of a known family whose card asks for prompts, but whose files
 *     do not, gets them
 * @param batchInvariant whether every text runs alone, so that its vector is the same to the last
 *     bit whatever it is encoded with; slower
 */
public record EncoderOptions(
    int threads,
    Path modelsFolder,
    HubAccess hub,
    GraphChoice graph,
    int dimensions,
    int maxTokens,
    boolean stripTexts,
    boolean cardPrompts,
    boolean batchInvariant) {
  public EncoderOptions {
    requireAtLeast("threads", threads, 1);
    requireAtLeast("dimensions", dimensions, 0);
    requireAtLeast("maxTokens", maxTokens, 0);
  }

  private static void requireAtLeast(String name, int value, int smallest) {
    if (value < smallest) {
      throw SemblanceException.invalid(name + " must be at least " + smallest + ", got: " + value);
    }
  }

  /** One thread a core; models in {@link #defaultHome()}. */
  public static EncoderOptions defaults() {
    return ofHome(defaultHome());
  }

  /** One thread a core; models in the folder {@code models} of {@code home}. */
  public static EncoderOptions ofHome(Path home) {
    return new EncoderOptions(
        Runtime.getRuntime().availableProcessors(),
        home.resolve("models"),
        HubAccess.DEFAULT,
        GraphChoice.DEFAULT,
        0,
        0,
        false,
        false,
        false);
  }

  /** {@code $SEMBLANCE_HOME}, by default {@code ~/.semblance}. */
  public static Path defaultHome() {
    String home = System.getenv("SEMBLANCE_HOME");
    return home == null || home.isBlank()
        ? Path.of(System.getProperty("user.home"), ".semblance")
        : Path.of(home);
  }

  public EncoderOptions withThreads(int count) {
    return new EncoderOptions(
        count,
        modelsFolder,
        hub,
        graph,
        dimensions,
        maxTokens,
        stripTexts,
        cardPrompts,
        batchInvariant);
  }

  public EncoderOptions withModelsFolder(Path folder) {
    return new EncoderOptions(
        threads,
        folder,
        hub,
        graph,
        dimensions,
        maxTokens,
        stripTexts,
        cardPrompts,
        batchInvariant);
  }

  public EncoderOptions withHub(HubAccess access) {
    return new EncoderOptions(
        threads,
        modelsFolder,
        access,
        graph,
        dimensions,
        maxTokens,
        stripTexts,
        cardPrompts,
        batchInvariant);
  }

  public EncoderOptions withGraph(GraphChoice choice) {
    return new EncoderOptions(
        threads,
        modelsFolder,
        hub,
        choice,
        dimensions,
        maxTokens,
        stripTexts,
        cardPrompts,
        batchInvariant);
  }

  public EncoderOptions withDimensions(int count) {
    return new EncoderOptions(
        threads,
        modelsFolder,
        hub,
        graph,
        count,
        maxTokens,
        stripTexts,
        cardPrompts,
        batchInvariant);
  }

  public EncoderOptions withMaxTokens(int count) {
    return new EncoderOptions(
        threads,
        modelsFolder,
        hub,
        graph,
        dimensions,
        count,
        stripTexts,
        cardPrompts,
        batchInvariant);
  }

  public EncoderOptions withStripTexts(boolean strip) {
    return new EncoderOptions(
        threads,
        modelsFolder,
        hub,
        graph,
        dimensions,
        maxTokens,
        strip,
        cardPrompts,
        batchInvariant);
  }

  public EncoderOptions withCardPrompts(boolean use) {
    return new EncoderOptions(
        threads, modelsFolder, hub, graph, dimensions, maxTokens, stripTexts, use, batchInvariant);
  }

  public EncoderOptions withBatchInvariant(boolean alone) {
    return new EncoderOptions(
        threads, modelsFolder, hub, graph, dimensions, maxTokens, stripTexts, cardPrompts, alone);
  }

  /** With the graph of this number format. */
  public EncoderOptions withPrecision(GraphPrecision precision) {
    return withGraph(new GraphChoice(precision, graph.file()));
  }
}
