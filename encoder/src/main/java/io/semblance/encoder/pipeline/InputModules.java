package io.semblance.encoder.pipeline;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.GraphChoice;
import io.semblance.encoder.GraphPrecision;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.folder.ModuleList;
import io.semblance.encoder.folder.PoolingFile;
import io.semblance.encoder.folder.TransformerSettings;
import io.semblance.encoder.lookup.StaticEmbedding;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.module.Pooling;
import io.semblance.encoder.module.SentenceEmbeddings;
import io.semblance.encoder.module.TokenEmbeddings;
import io.semblance.encoder.onnx.GraphOutput;
import io.semblance.encoder.onnx.OnnxGraph;
import io.semblance.encoder.onnx.Padding;
import io.semblance.encoder.onnx.Transformer;
import io.semblance.encoder.quantize.QuantizedGraphs;
import io.semblance.encoder.tokenize.TextTokenizer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens the modules of a folder that texts enter by, and remembers the graphs they run. */
final class InputModules {
  private final ModelFolder folder;
  private final EncoderOptions options;
  private final Set<Path> graphs = new LinkedHashSet<>();

  InputModules(ModelFolder folder, EncoderOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /** The ONNX files of the modules opened so far. */
  Set<Path> graphs() {
    return graphs;
  }

  InputModule open(ModuleEntry entry) {
    return switch (entry.className()) {
      case "Transformer" ->
          onnx(TransformerSettings.read(folder, entry, options), GraphOutput.TOKEN_EMBEDDINGS);
      case "MLMTransformer" ->
          onnx(TransformerSettings.read(folder, entry, options), GraphOutput.TOKEN_LOGITS);
      case "CLIPModel" ->
          onnx(TransformerSettings.readClip(folder, entry, options), GraphOutput.TEXT_EMBEDDING);
      case "SparseStaticEmbedding" -> SparseModules.staticEmbedding(folder, entry, options);
      case "StaticEmbedding" ->
          StaticEmbedding.open(folder, entry, options.modelsFolder().resolve("native"));
      case "WordEmbeddings" -> WordModules.wordEmbeddings(folder, entry);
      case "BoW" -> WordModules.bagOfWords(folder, entry);
      default ->
          throw entry.refused(
              folder, "first", "Transformer, StaticEmbedding, WordEmbeddings or BoW");
    };
  }

  private InputModule onnx(TransformerSettings settings, GraphOutput output) {
    TextTokenizer tokenizer =
        TextTokenizer.open(settings.tokenizer(), options.modelsFolder().resolve("native"));
    try {
      Optional<QuantizedGraphs> quantized =
          output == GraphOutput.TOKEN_EMBEDDINGS ? quantizedGraphs() : Optional.empty();
      return quantized
          .map(choice -> choose(choice, settings, tokenizer))
          .orElseGet(() -> usual(settings, tokenizer, output));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private InputModule usual(
      TransformerSettings settings, TextTokenizer tokenizer, GraphOutput output) {
    graphs.add(settings.graph());
    return new Transformer(tokenizer, open(settings.graph(), settings, output), "");
  }

  private static OnnxGraph open(Path graph, TransformerSettings settings, GraphOutput output) {
    Padding padding = new Padding(settings.padId(), settings.padsLeft());
    return OnnxGraph.open(graph, output, padding);
  }

  /** The graphs of a quantized folder, unless a certain one is asked for. */
  private Optional<QuantizedGraphs> quantizedGraphs() {
    GraphChoice asked = options.graph();
    boolean free =
        asked.file() == null
            && (asked.precision() == GraphPrecision.AUTOMATIC
                || asked.precision() == GraphPrecision.INT8);
    return free ? QuantizedGraphs.read(folder) : Optional.empty();
  }

  private InputModule choose(
      QuantizedGraphs quantized, TransformerSettings settings, TextTokenizer tokenizer) {
    Pooling pooling = pooling();
    QuantizedGraphs.Choice<Trial> choice =
        quantized.choose(
            graph ->
                new Trial(tokenizer, open(graph, settings, GraphOutput.TOKEN_EMBEDDINGS), pooling));
    graphs.add(choice.graph());
    return new Transformer(tokenizer, choice.candidate().graph, choice.variant());
  }

  private Pooling pooling() {
    return ModuleList.of(folder).all().stream()
        .filter(entry -> entry.className().equals("Pooling"))
        .findFirst()
        .map(entry -> PoolingFile.read(folder, entry))
        .orElseThrow(() -> folder.failure("is quantized but has no Pooling"));
  }

  /** A graph that is tried; what was chosen is closed with the module that it becomes part of. */
  private record Trial(TextTokenizer tokenizer, OnnxGraph graph, Pooling pooling)
      implements QuantizedGraphs.Candidate {
    @Override
    public float[][] pooled(List<String> texts) {
      return switch (graph.run(tokenizer.tokenize(texts))) {
        case TokenEmbeddings tokens -> pooling.apply(tokens, 0);
        case SentenceEmbeddings sentences -> sentences.vectors();
      };
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
