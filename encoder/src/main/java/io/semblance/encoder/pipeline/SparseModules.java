package io.semblance.encoder.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.folder.TokenizerSettings;
import io.semblance.encoder.folder.TransformerSettings;
import io.semblance.encoder.folder.Vocabulary;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.module.SparseAutoEncoder;
import io.semblance.encoder.onnx.Transformer;
import io.semblance.encoder.sparse.SparseStaticEmbedding;
import io.semblance.encoder.sparse.SpladePooling;
import io.semblance.encoder.sparse.SpladeTransformer;
import io.semblance.encoder.tokenize.TextTokenizer;
import java.util.List;
import java.util.Map;

/** Reads the modules of sparse encoders. */
final class SparseModules {
  private static final String ENCODER = "encoder.weight";

  /** The same tensor: a file that knows tied weights keeps the last of their names. */
  private static final String TIED = "decoder.linear.weight";

  private SparseModules() {}

  /** A masked language model with the pooling that its file describes. */
  static InputModule pooled(ModelFolder folder, ModuleEntry entry, InputModule input) {
    if (!(input instanceof Transformer transformer) || !transformer.givesTokens()) {
      throw folder.failure("has SpladePooling after " + input.describe());
    }
    JsonNode config = folder.json(entry.file("config.json"));
    boolean sum = isSecond(folder, config, "pooling_strategy", "max", "sum");
    boolean twice = isSecond(folder, config, "activation_function", "relu", "log1p_relu");
    return new SpladeTransformer(transformer, new SpladePooling(sum, twice));
  }

  private static boolean isSecond(
      ModelFolder folder, JsonNode config, String key, String usual, String other) {
    String value = config.path(key).asText(usual);
    if (!List.of(usual, other).contains(value)) {
      throw folder.failure(
          "has SpladePooling with " + key + " '" + value + "', must be " + usual + " or " + other);
    }
    return value.equals(other);
  }

  static SparseStaticEmbedding staticEmbedding(
      ModelFolder folder, ModuleEntry entry, EncoderOptions options) {
    TokenizerSettings settings = TransformerSettings.tokenizer(folder, entry, options, false);
    JsonNode path = folder.json(entry.file("config.json")).path("path");
    float[] weights =
        path.isTextual()
            ? weightsByToken(folder, entry, path.asText(), settings)
            : ModuleWeights.openAny(folder, entry).tensor("weight").values();
    TextTokenizer tokenizer =
        TextTokenizer.open(settings, options.modelsFolder().resolve("native"));
    return new SparseStaticEmbedding(tokenizer, weights);
  }

  /** Tokens that the list lacks weigh nothing. */
  private static float[] weightsByToken(
      ModelFolder folder, ModuleEntry entry, String path, TokenizerSettings settings) {
    String file = folder.has(entry.file(path)) ? entry.file(path) : path;
    JsonNode table = folder.json(file);
    if (!table.isObject()) {
      throw folder.failure("has no table of token weights in " + file);
    }
    Vocabulary vocabulary = Vocabulary.read(settings.file());
    float[] weights = new float[vocabulary.size()];
    for (Map.Entry<String, JsonNode> token : table.properties()) {
      vocabulary
          .idOf(token.getKey())
          .ifPresent(id -> weights[id] = (float) token.getValue().asDouble());
    }
    return weights;
  }

  static SparseAutoEncoder autoEncoder(ModelFolder folder, ModuleEntry entry) {
    JsonNode config = folder.json(entry.file("config.json"));
    int in = config.path("input_dim").asInt();
    int latents = config.path("hidden_dim").asInt(512);
    ModuleWeights weights = ModuleWeights.openAny(folder, entry);
    return new SparseAutoEncoder(
        weights.matrix(weights.has(ENCODER) ? ENCODER : TIED, latents, in),
        weights.vector("pre_bias", in),
        weights.vector("latent_bias", latents),
        config.path("k").asInt(8),
        config.path("normalize").asBoolean(false));
  }
}
