package io.semblance.encoder.pipeline;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.folder.TransformerSettings;
import io.semblance.encoder.lookup.StaticEmbedding;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.onnx.GraphOutput;
import io.semblance.encoder.onnx.OnnxGraph;
import io.semblance.encoder.onnx.Padding;
import io.semblance.encoder.onnx.Transformer;
import io.semblance.encoder.tokenize.TextTokenizer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
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
    graphs.add(settings.graph());
    TextTokenizer tokenizer =
        TextTokenizer.open(settings.tokenizer(), options.modelsFolder().resolve("native"));
    try {
      Padding padding = new Padding(settings.padId(), settings.padsLeft());
      return new Transformer(tokenizer, OnnxGraph.open(settings.graph(), output, padding));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }
}
