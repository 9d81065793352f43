package io.semblance.encoder;

import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.encoder.folder.Fingerprint;
import io.semblance.encoder.folder.ModelDescription;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.TransformerSettings;
import io.semblance.encoder.module.Pooling;
import io.semblance.encoder.module.VectorModule;
import io.semblance.encoder.onnx.OnnxTransformer;
import io.semblance.encoder.quantize.QuantizedGraphs;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.error.SemblanceException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
   * @param model a built-in name, or the path of a SentenceTransformers folder with an ONNX graph
   * @return owned by the caller, who closes it
   * @throws SemblanceException {@code NOT_FOUND} when there is no such model, {@code MODEL_FAILURE}
   *     when its files are damaged or not supported, {@code STORAGE_FAILURE} when a built-in model
   *     cannot be unpacked
   */
  public static SentenceEncoder load(String model, EncoderOptions options) {
    Optional<BuiltInModel> builtIn = BuiltInModel.find(model);
    if (builtIn.isPresent()) {
      ModelFolder folder = new ModelFolder(builtIn.get().unpack(options.modelsFolder()));
      return open(model, model, folder, options);
    }
    Path folder = existingFolder(model).toAbsolutePath().normalize();
    return open(folderName(folder), folder.toString(), new ModelFolder(folder), options);
  }

  private static Path existingFolder(String model) {
    try {
      Path folder = Path.of(model);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw unknown(model);
    }
    throw unknown(model);
  }

  private static SemblanceException unknown(String model) {
    return SemblanceException.notFound(
        "unknown model '%s': neither a built-in model (%s) nor a folder"
            .formatted(model, String.join(", ", builtInModels())));
  }

  private static String folderName(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private static SentenceEncoder open(
      String id, String source, ModelFolder folder, EncoderOptions options) {
    ModelDescription description = ModelDescription.read(folder);
    TransformerSettings settings = description.transformer();
    TextTokenizer tokenizer =
        TextTokenizer.open(
            settings.tokenizer(),
            settings.maxTokens(),
            settings.lowerCase(),
            options.modelsFolder().resolve("native"));
    try {
      Opened opened = open(folder, description, tokenizer, options);
      OnnxTransformer transformer = opened.transformer;
      try {
        return new PipelineEncoder(
            info(id, source, folder, description, opened),
            description.prompts(),
            tokenizer,
            transformer,
            description.pooling(),
            description.vectorModules(),
            workers(options.threads()));
      } catch (RuntimeException e) {
        transformer.close();
        throw e;
      }
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** A transformer that runs, the file that it runs, and what that holds where it is not usual. */
  private record Opened(OnnxTransformer transformer, Path graph, String variant) {}

  private static Opened open(
      ModelFolder folder,
      ModelDescription description,
      TextTokenizer tokenizer,
      EncoderOptions options) {
    TransformerSettings settings = description.transformer();
    Optional<QuantizedGraphs> graphs =
        options.precision() == Precision.FLOAT32 ? Optional.empty() : QuantizedGraphs.read(folder);
    if (graphs.isEmpty()) {
      OnnxTransformer transformer = OnnxTransformer.open(settings.graph(), settings.padId());
      return new Opened(transformer, settings.graph(), "");
    }
    QuantizedGraphs.Choice<Trial> choice =
        graphs
            .get()
            .choose(
                graph ->
                    new Trial(
                        OnnxTransformer.open(graph, settings.padId()),
                        tokenizer,
                        description.pooling()));
    return new Opened(choice.candidate().transformer, choice.graph(), ", " + choice.variant());
  }

  private record Trial(OnnxTransformer transformer, TextTokenizer tokenizer, Pooling pooling)
      implements QuantizedGraphs.Candidate {
    @Override
    public float[][] pooled(List<String> texts) {
      return pooling.apply(transformer.run(tokenizer.tokenize(texts)));
    }

    @Override
    public void close() {
      transformer.close();
    }
  }

  private static ModelInfo info(
      String id, String source, ModelFolder folder, ModelDescription description, Opened opened) {
    int hidden = opened.transformer.hidden();
    TransformerSettings settings = description.transformer();
    List<String> pipeline = new ArrayList<>();
    pipeline.add(
        "Transformer("
            + opened.graph.getFileName()
            + ", "
            + hidden
            + " wide"
            + opened.variant
            + ")");
    pipeline.add(description.pooling().describe());
    int dimension = description.pooling().dimension(hidden);
    for (VectorModule module : description.vectorModules()) {
      dimension = module.dimension(dimension);
      pipeline.add(module.describe());
    }
    return new ModelInfo(
        id,
        source,
        folder.root().toAbsolutePath().normalize(),
        Fingerprint.of(folder, opened.graph),
        dimension,
        settings.maxTokens(),
        description.similarity(),
        description.prompts().byName(),
        pipeline);
  }

  private static ExecutorService workers(int threads) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().daemon().name("semblance-encode-", 0).factory());
  }
}
