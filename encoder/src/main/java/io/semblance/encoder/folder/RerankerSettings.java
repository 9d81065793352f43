package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.module.Activation;
import io.semblance.error.SemblanceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the files of a cross-encoder say. */
public final class RerankerSettings {
  private static final String TORCH = "torch.";

  private final TransformerSettings transformer;
  private final List<String> labels;
  private final @Nullable String activation;

  private RerankerSettings(
      TransformerSettings transformer, List<String> labels, @Nullable String activation) {
    this.transformer = transformer;
    this.labels = labels;
    this.activation = activation;
  }

  /**
   * Reads and checks the files.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} for a reranker that answers in words
   */
  public static RerankerSettings read(ModelFolder folder, EncoderOptions options) {
    ModuleEntry module = firstModule(folder);
    requireClassifier(folder, module);
    JsonNode config = folder.json(module.file("config.json"));
    return new RerankerSettings(
        TransformerSettings.read(folder, module, options),
        labels(folder, config),
        activation(folder, config));
  }

  private static ModuleEntry firstModule(ModelFolder folder) {
    return ModuleList.of(folder).all().iterator().next();
  }

  private static void requireClassifier(ModelFolder folder, ModuleEntry module) {
    String task =
        TransformerSettings.json(folder, module).path("transformer_task").asText("").strip();
    boolean generates =
        task.equals("text-generation")
            || task.equals("any-to-any")
            || ModuleList.of(folder).classNames().contains("LogitScore");
    if (generates) {
      throw folder.failure(
          "is a generative reranker, which scores by the words that a language model would write;"
              + " only rerankers with a classification head can be run, such as ms-marco-MiniLM or"
              + " bge-reranker");
    }
  }

  private static List<String> labels(ModelFolder folder, JsonNode config) {
    List<String> labels = new ArrayList<>();
    JsonNode names = config.path("id2label");
    int count = names.isObject() ? names.size() : config.path("num_labels").asInt(0);
    for (int label = 0; label < count; label++) {
      labels.add(names.path(Integer.toString(label)).asText("LABEL_" + label));
    }
    if (count > 1 << 16) {
      throw folder.failure("has " + count + " labels, at most " + (1 << 16));
    }
    return labels;
  }

  /** The first of three places that names a function. */
  private static @Nullable String activation(ModelFolder folder, JsonNode config) {
    return List.of(
            folder.json("config_sentence_transformers.json").path("activation_fn"),
            config.path("sentence_transformers").path("activation_fn"),
            config.path("sbert_ce_default_activation_function"))
        .stream()
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse(null);
  }

  /** Its graph and its tokenizer. */
  public TransformerSettings transformer() {
    return transformer;
  }

  /**
   * Names of the labels of a graph that gives {@code count}.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when the configuration has another number
   */
  public List<String> labels(ModelFolder folder, int count) {
    if (labels.isEmpty()) {
      return IntStream.range(0, count).mapToObj(label -> "LABEL_" + label).toList();
    }
    if (labels.size() != count) {
      throw folder.failure(
          "has " + labels.size() + " labels in config.json, but its graph gives " + count);
    }
    return labels;
  }

  /**
   * The function after the network: the one that the files name, if it is one of torch, else a
   * sigmoid for one label and none for several.
   */
  public Activation activation(int labelCount) {
    if (activation != null && activation.startsWith(TORCH)) {
      return Activation.fromClassName(activation);
    }
    return labelCount == 1 ? Activation.SIGMOID : Activation.IDENTITY;
  }
}
