package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.module.Activation;
import io.semblance.encoder.module.Dense;
import io.semblance.encoder.module.Normalize;
import io.semblance.encoder.module.Pooling;
import io.semblance.encoder.module.PoolingMode;
import io.semblance.encoder.module.VectorModule;
import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import io.semblance.vectors.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * All that a SentenceTransformers folder says, read and checked: a Transformer, a Pooling, then any
 * number of Dense and Normalize modules.
 */
public record ModelDescription(
    TransformerSettings transformer,
    Pooling pooling,
    List<VectorModule> vectorModules,
    Prompts prompts,
    Similarity similarity) {
  public ModelDescription {
    vectorModules = List.copyOf(vectorModules);
  }

  /** Reads a folder. */
  public static ModelDescription read(ModelFolder folder) {
    List<ModuleEntry> entries = ModuleEntry.list(folder);
    requireModule(folder, entries, 0, "Transformer");
    requireModule(folder, entries, 1, "Pooling");
    List<VectorModule> modules = vectorModules(folder, entries.subList(2, entries.size()));
    JsonNode config = folder.json("config_sentence_transformers.json");
    return new ModelDescription(
        TransformerSettings.read(folder, entries.get(0)),
        pooling(folder, entries.get(1)),
        modules,
        Prompts.read(folder, config),
        similarity(config));
  }

  private static void requireModule(
      ModelFolder folder, List<ModuleEntry> entries, int position, String className) {
    List<String> found = entries.stream().map(ModuleEntry::className).toList();
    if (position >= found.size() || !found.get(position).equals(className)) {
      throw folder.failure(
          "has modules " + found + "; module " + position + " must be a " + className);
    }
  }

  static List<VectorModule> vectorModules(ModelFolder folder, List<ModuleEntry> entries) {
    List<VectorModule> modules = new ArrayList<>();
    for (ModuleEntry entry : entries) {
      modules.add(vectorModule(folder, entry));
    }
    return modules;
  }

  static Similarity similarity(JsonNode config) {
    String label = config.path("similarity_fn_name").asText("");
    return Arrays.stream(Similarity.values())
        .filter(similarity -> similarity.label().equals(label))
        .findFirst()
        .orElse(Similarity.COSINE);
  }

  private static Pooling pooling(ModelFolder folder, ModuleEntry entry) {
    JsonNode config = folder.json(entry.file("config.json"));
    if (!config.path("include_prompt").asBoolean(true)) {
      throw folder.failure("has a Pooling with include_prompt false, which is not supported");
    }
    JsonNode mode = config.path("pooling_mode");
    if (mode.isTextual()) {
      return new Pooling(List.of(mode(folder, mode.asText())));
    }
    List<PoolingMode> modes = new ArrayList<>();
    if (mode.isArray()) {
      mode.forEach(name -> modes.add(mode(folder, name.asText())));
    } else {
      modesFromFlags(folder, config, modes);
    }
    return new Pooling(modes.isEmpty() ? List.of(PoolingMode.MEAN) : modes);
  }

  /** The older form: one boolean a mode, concatenated in the order of the enum. */
  private static void modesFromFlags(ModelFolder folder, JsonNode config, List<PoolingMode> modes) {
    for (PoolingMode mode : PoolingMode.values()) {
      if (config.path(mode.flag()).asBoolean(false)) {
        modes.add(mode);
      }
    }
    for (String unsupported : List.of("weightedmean_tokens", "lasttoken")) {
      if (config.path("pooling_mode_" + unsupported).asBoolean(false)) {
        throw unsupportedMode(folder, unsupported);
      }
    }
  }

  private static PoolingMode mode(ModelFolder folder, String label) {
    return Arrays.stream(PoolingMode.values())
        .filter(mode -> mode.label().equals(label))
        .findFirst()
        .orElseThrow(() -> unsupportedMode(folder, label));
  }

  private static RuntimeException unsupportedMode(ModelFolder folder, String label) {
    List<String> known = Arrays.stream(PoolingMode.values()).map(PoolingMode::label).toList();
    return folder.failure("pools by '" + label + "'; supported are " + known);
  }

  private static VectorModule vectorModule(ModelFolder folder, ModuleEntry entry) {
    return switch (entry.className()) {
      case "Dense" -> dense(folder, entry);
      case "Normalize" -> new Normalize();
      default ->
          throw folder.failure(
              "has the module '"
                  + entry.className()
                  + "' after Pooling; supported there are Dense and Normalize");
    };
  }

  private static Dense dense(ModelFolder folder, ModuleEntry entry) {
    JsonNode config = folder.json(entry.file("config.json"));
    String name = entry.file("model.safetensors");
    Map<String, Tensor> tensors = Safetensors.read(folder.firstOf(List.of(name)));
    boolean hasBias = config.path("bias").asBoolean(true);
    int in = config.path("in_features").asInt();
    int out = config.path("out_features").asInt();
    float[] weight = values(folder, name, tensors, "linear.weight", List.of(out, in));
    float[] bias =
        hasBias ? values(folder, name, tensors, "linear.bias", List.of(out)) : new float[out];
    float[][] rows = new float[out][];
    for (int row = 0; row < out; row++) {
      rows[row] = Arrays.copyOfRange(weight, row * in, (row + 1) * in);
    }
    String activation =
        config.path("activation_function").asText("torch.nn.modules.activation.Tanh");
    return new Dense(rows, bias, Activation.fromClassName(activation));
  }

  private static float[] values(
      ModelFolder folder,
      String file,
      Map<String, Tensor> tensors,
      String name,
      List<Integer> shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !tensor.shape().equals(shape)) {
      throw folder.failure(
          "needs tensor '" + name + "' of shape " + shape + " in " + file + ", found " + tensors);
    }
    return tensor.values();
  }
}
