package io.semblance.encoder;

import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.encoder.folder.Fingerprint;
import io.semblance.encoder.folder.KnownPrompts;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModelKind;
import io.semblance.encoder.folder.ModelSettings;
import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.pipeline.Pipelines;
import io.semblance.error.SemblanceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Opens models.
 *
 * <pre>{@code
 * try (SentenceEncoder encoder = SentenceEncoders.load("all-MiniLM-L6-v2")) {
 *   float[] vector = encoder.encode("What is the capital of France?", InputType.QUERY);
 * }
 * }</pre>
 */
public final class SentenceEncoders {
  /** The exact model: 384 dimensions. */
  public static final String ALL_MINILM_L6_V2 = "all-MiniLM-L6-v2";

  /**
   * The same, reduced to 256 dimensions by principal components: the default for new collections.
   */
  public static final String ALL_MINILM_L6_V2_256 = "all-MiniLM-L6-v2-256";

  private SentenceEncoders() {}

  /** Names of the models that need no download. */
  public static List<String> builtInModels() {
    return BuiltInModel.all().stream().map(BuiltInModel::id).toList();
  }

  /** Opens a model with {@link EncoderOptions#defaults()}. */
  public static SentenceEncoder load(String model) {
    return load(model, EncoderOptions.defaults());
  }

  /**
   * Opens a model.
   *
   * @param model a built-in name, the path of a SentenceTransformers folder, or the id of a model
   *     of the hub, {@code ORGANISATION/NAME} with a revision after an {@code @} if wanted; that is
   *     fetched unless the cache has it
   * @return owned by the caller, who closes it
   * @throws SemblanceException {@code NOT_FOUND} when there is no such model, {@code MODEL_FAILURE}
   *     when its files are damaged or not supported, {@code STORAGE_FAILURE} when a built-in model
   *     cannot be unpacked
   */
  public static SentenceEncoder load(String model, EncoderOptions options) {
    ModelLocation location = ModelLocation.of(model, options);
    ModelKind.DENSE.require(location.folder());
    Pipelines pipelines = Pipelines.load(location.folder(), options);
    try {
      return open(location, pipelines, options);
    } catch (RuntimeException e) {
      pipelines.close();
      throw e;
    }
  }

  /** Makes an encoder of pipelines, which are closed with it. */
  static SentenceEncoder open(ModelLocation location, Pipelines pipelines, EncoderOptions options) {
    Prompts fromFiles = Prompts.read(location.folder());
    Optional<KnownPrompts> family =
        fromFiles.areEmpty() ? KnownPrompts.ofModel(location.id()) : Optional.empty();
    boolean useCard = options.cardPrompts() && family.isPresent();
    Prompts prompts = useCard ? family.orElseThrow().addTo(fromFiles) : fromFiles;
    List<String> notes = new ArrayList<>(prompts.notes());
    if (!useCard) {
      family.ifPresent(found -> notes.addAll(found.notes()));
    }
    ModelInfo info = info(location, pipelines, options, prompts, notes);
    return new PipelineEncoder(
        info, prompts, pipelines, options.batchInvariant(), workers(options.threads()));
  }

  private static ModelInfo info(
      ModelLocation location,
      Pipelines pipelines,
      EncoderOptions options,
      Prompts prompts,
      List<String> notes) {
    ModelFolder folder = location.folder();
    ModelSettings settings = ModelSettings.read(folder);
    int cut = options.dimensions() == 0 ? settings.dimensions() : options.dimensions();
    return new ModelInfo(
        location.id(),
        location.source(),
        folder.root().toAbsolutePath().normalize(),
        Fingerprint.of(folder, pipelines.graphs()),
        Math.min(cut, pipelines.dimension()),
        pipelines.maxTokens(),
        settings.similarity(),
        prompts.byName(),
        pipelines.describe(),
        notes);
  }

  private static ExecutorService workers(int threads) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().daemon().name("semblance-encode-", 0).factory());
  }
}
