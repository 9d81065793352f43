package io.semblance.encoder.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.module.Activation;
import io.semblance.encoder.module.Dense;
import io.semblance.encoder.module.LayerNorm;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads modules that take one vector a text. */
final class VectorModules {
  private static final String TANH = "torch.nn.modules.activation.Tanh";
  private static final String SENTENCE = "sentence_embedding";

  private VectorModules() {}

  static Dense dense(ModelFolder folder, ModuleEntry entry) {
    JsonNode config = folder.json(entry.file("config.json"));
    requireSentences(folder, entry, config);
    int in = config.path("in_features").asInt();
    int out = config.path("out_features").asInt();
    boolean bias = config.path("bias").asBoolean(true);
    boolean residual = config.path("use_residual").asBoolean(false);
    boolean projected = residual && in != out;
    ModuleWeights weights = ModuleWeights.open(folder, entry, denseTensors(bias, projected));
    Dense dense =
        new Dense(
            weights.matrix("linear.weight", out, in),
            bias ? weights.vector("linear.bias", out) : new float[out],
            Activation.fromClassName(config.path("activation_function").asText(TANH)));
    if (projected) {
      return dense.withResidual(weights.matrix("residual.weight", out, in));
    }
    return residual ? dense.withResidual() : dense;
  }

  private static Set<String> denseTensors(boolean bias, boolean projected) {
    Set<String> names = new LinkedHashSet<>(Set.of("linear.weight"));
    if (bias) {
      names.add("linear.bias");
    }
    if (projected) {
      names.add("residual.weight");
    }
    return names;
  }

  static LayerNorm layerNorm(ModelFolder folder, ModuleEntry entry) {
    int dimension = folder.json(entry.file("config.json")).path("dimension").asInt();
    ModuleWeights weights = ModuleWeights.open(folder, entry, Set.of("norm.weight", "norm.bias"));
    return new LayerNorm(
        weights.vector("norm.weight", dimension), weights.vector("norm.bias", dimension));
  }

  /** Refuses a module that works on token embeddings, as multi-vector models have. */
  static void requireSentences(ModelFolder folder, ModuleEntry entry, JsonNode config) {
    String input = config.path("module_input_name").asText(SENTENCE);
    if (!input.equals(SENTENCE)) {
      throw folder.failure(
          "has the module '" + entry.path() + "' on " + input + "; it must be on " + SENTENCE);
    }
  }
}
