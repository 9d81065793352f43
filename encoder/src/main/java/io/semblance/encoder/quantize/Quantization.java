package io.semblance.encoder.quantize;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.GraphPrecision;
import io.semblance.encoder.InputType;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.folder.Fingerprint;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.folder.ModuleList;
import io.semblance.encoder.folder.PoolingFile;
import io.semblance.encoder.folder.TransformerSettings;
import io.semblance.encoder.graph.OnnxModel;
import io.semblance.encoder.module.Pooling;
import io.semblance.encoder.module.TokenEmbeddings;
import io.semblance.encoder.onnx.GraphOutput;
import io.semblance.encoder.onnx.OfflineOptimization;
import io.semblance.encoder.onnx.OnnxGraph;
import io.semblance.encoder.onnx.Padding;
import io.semblance.encoder.tokenize.TextTokenizer;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes an int8 model of an encoder like BERT: the base model's folder with two more graphs, of
 * which {@link QuantizedGraphs} chooses when the model is loaded. The pooled vector of a text keeps
 * a cosine of about 0.999 to that of the base model and, as every scale belongs to one token, does
 * not depend on what the text is batched with.
 *
 * @param layers of the transformer
 * @param calibrationTexts how many texts the scales were fitted to
 * @param graphs the files, the float32 one first
 */
public record Quantization(int layers, int calibrationTexts, List<GraphFile> graphs) {
  /** Changes whenever the same base model and texts would give other files. */
  static final String RECIPE =
      "1: int8 weights by output, uint8 activations by token, smoothing 0.7, rounding with error feedback";

  /** Two keep two cores busy; each holds a square of the widest activation several times. */
  private static final int LAYERS_AT_ONCE = 2;

  /** Fewer texts say too little about the activations. */
  private static final int MIN_TEXTS = 20;

  public Quantization {
    graphs = List.copyOf(graphs);
  }

  /**
   * One graph of the new model.
   *
   * @param label what it holds, in words
   * @param path relative to the model's folder
   */
  public record GraphFile(String label, String path, long bytes) {}

  /**
   * Quantizes a model.
   *
   * @param base the model, its float32 graph being used
   * @param options that it was loaded with
   * @param calibration ordinary texts of the kind that the model is for, some 200; at least 20
   * @param command what a person types to get the same result, kept in the output
   * @param output a folder that does not exist yet; it appears whole or not at all
   * @param progress told the number of layers done
   * @throws SemblanceException {@code MODEL_FAILURE} naming what was looked for when the graph is
   *     not built like BERT, {@code CANCELLED} when {@code progress} asks for it
   */
  public static Quantization write(
      SentenceEncoder base,
      EncoderOptions options,
      List<String> calibration,
      String command,
      Path output,
      Progress progress) {
    ModelFolder folder = new ModelFolder(base.model().folder());
    require(!Files.exists(output), "output folder must not exist yet: " + output);
    require(
        !folder.has(QuantizedGraphs.FILE),
        "model " + base.model().id() + " is quantized already; quantize its base model");
    require(
        calibration.size() >= MIN_TEXTS,
        "calibration needs at least " + MIN_TEXTS + " texts, got: " + calibration.size());
    try (FolderInProgress made = FolderInProgress.beside(output)) {
      Work work = new Work(base.model(), options, calibration, made.path());
      Quantization quantization = work.run(command, progress);
      made.publish();
      return quantization;
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot write " + output + ": " + e, e);
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw SemblanceException.invalid(rule);
    }
  }

  /** One model being quantized. */
  private static final class Work {
    private final ModelInfo base;
    private final ModelFolder folder;
    private final Pooling pooling;
    private final TransformerSettings settings;
    private final List<String> calibration;
    private final Path target;
    private final Path optimized;
    private final Path nativeLibraries;

    Work(ModelInfo base, EncoderOptions options, List<String> calibration, Path target) {
      this.base = base;
      this.folder = new ModelFolder(base.folder());
      this.nativeLibraries = options.modelsFolder().resolve("native");
      List<ModuleEntry> modules = ModuleList.of(folder).route(InputType.PLAIN).orElse(List.of());
      ModuleEntry transformer = entry(modules, "Transformer");
      this.settings =
          TransformerSettings.read(
              folder, transformer, options.withPrecision(GraphPrecision.FLOAT32));
      this.pooling = PoolingFile.read(folder, entry(modules, "Pooling"));
      this.calibration = calibration;
      this.target = target;
      this.optimized = target.resolve("optimized.onnx");
    }

    private ModuleEntry entry(List<ModuleEntry> modules, String className) {
      return modules.stream()
          .filter(module -> module.className().equals(className))
          .findFirst()
          .orElseThrow(
              () -> folder.failure("has no " + className + ", so there is nothing to quantize"));
    }

    Quantization run(String command, Progress progress) throws IOException {
      ModelCopy.copy(folder, settings.graph(), target);
      OfflineOptimization.write(settings.graph(), optimized);
      try (TextTokenizer tokenizer = tokenizer()) {
        Map<Variant, List<LayerWeights>> weights = weights(tokenizer, progress);
        List<TokenizedText> tests = tokenizer.tokenize(SelfTest.TEXTS);
        GraphFile float32 = graphFile(QuantizedGraphs.FLOAT32, settings.graph(), folder.root());
        Map<Variant, GraphFile> made = new EnumMap<>(Variant.class);
        int layers = 0;
        for (Map.Entry<Variant, List<LayerWeights>> variant : weights.entrySet()) {
          layers = variant.getValue().size();
          Path file = write(variant.getKey(), variant.getValue());
          IntegerKernels.require(file, settings.padId(), tests, layers);
          made.put(variant.getKey(), graphFile(variant.getKey().label(), file, target));
        }
        new Manifest(base, settings.graph(), digest(), float32, made, selfTest(tests), command)
            .write(target);
        List<GraphFile> graphs = new ArrayList<>(List.of(float32));
        graphs.addAll(made.values());
        return new Quantization(layers, calibration.size(), graphs);
      } finally {
        Files.deleteIfExists(optimized);
      }
    }

    private TextTokenizer tokenizer() {
      return TextTokenizer.open(settings.tokenizer(), nativeLibraries);
    }

    private Map<Variant, List<LayerWeights>> weights(TextTokenizer tokenizer, Progress progress)
        throws IOException {
      Path scratch = target.resolve("calibration.onnx");
      List<BertLayer> layers = BertGraph.of(OnnxModel.read(optimized).graph()).layers();
      try (Calibration observer =
              Calibration.open(optimized, tokenizer.tokenize(calibration), scratch);
          ForkJoinPool pool = new ForkJoinPool(LAYERS_AT_ONCE)) {
        AtomicInteger done = new AtomicInteger();
        List<Map<Variant, LayerWeights>> quantized =
            pool.submit(
                    () ->
                        layers.stream()
                            .parallel()
                            .map(layer -> weights(layer, observer, done, progress))
                            .toList())
                .join();
        return byVariant(quantized);
      } finally {
        Files.deleteIfExists(scratch);
      }
    }

    private static Map<Variant, LayerWeights> weights(
        BertLayer layer, Calibration observer, AtomicInteger done, Progress progress) {
      LayerQuantizer quantizer = new LayerQuantizer(layer, observer.observe(layer, progress));
      Map<Variant, LayerWeights> weights = new EnumMap<>(Variant.class);
      for (Variant variant : Variant.values()) {
        progress.throwIfCancelled("quantizing");
        weights.put(variant, quantizer.weights(variant.weightLimit()));
      }
      synchronized (done) { // so that the count that is told never falls
        progress.advancedTo(done.incrementAndGet());
      }
      return weights;
    }

    private static Map<Variant, List<LayerWeights>> byVariant(
        List<Map<Variant, LayerWeights>> layers) {
      Map<Variant, List<LayerWeights>> byVariant = new EnumMap<>(Variant.class);
      for (Map<Variant, LayerWeights> layer : layers) {
        layer.forEach(
            (variant, weights) ->
                byVariant.computeIfAbsent(variant, key -> new ArrayList<>()).add(weights));
      }
      return byVariant;
    }

    private Path write(Variant variant, List<LayerWeights> weights) throws IOException {
      OnnxModel model = OnnxModel.read(optimized);
      List<String> inputs = model.graph().inputs();
      List<String> outputs = model.graph().outputs();
      Int8Rewrite.apply(model, BertGraph.of(model.graph()), weights);
      if (!model.graph().inputs().equals(inputs) || !model.graph().outputs().equals(outputs)) {
        throw new SemblanceException(
            ErrorCode.INTERNAL, "the rewrite changed the graph's inputs or outputs");
      }
      model.putMetadata("semblance.recipe", RECIPE);
      model.putMetadata("semblance.variant", variant.label());
      model.putMetadata("semblance.float32_sha256", Fingerprint.ofFile(settings.graph()));
      model.putMetadata("semblance.calibration_sha256", digest());
      Path file = target.resolve("onnx").resolve(variant.file());
      Files.createDirectories(file.getParent());
      model.write(file);
      return file;
    }

    private SelfTest selfTest(List<TokenizedText> tests) {
      Padding padding = new Padding(settings.padId(), settings.padsLeft());
      try (OnnxGraph float32 =
          OnnxGraph.open(settings.graph(), GraphOutput.TOKEN_EMBEDDINGS, padding)) {
        if (!(float32.run(tests) instanceof TokenEmbeddings tokens)) {
          throw folder.failure("has a graph that pools by itself, which cannot be quantized");
        }
        return new SelfTest(SelfTest.TEXTS, pooling.apply(tokens, 0));
      }
    }

    /** Hash of the texts, each followed by a line feed. */
    private String digest() {
      return Fingerprint.ofText(String.join("\n", calibration) + "\n");
    }

    private static GraphFile graphFile(String label, Path file, Path root) throws IOException {
      Path base = root.toAbsolutePath().normalize();
      String path = base.relativize(file.toAbsolutePath().normalize()).toString();
      return new GraphFile(label, path.replace('\\', '/'), Files.size(file));
    }
  }
}
