package io.semblance.encoder.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.GraphChoice;
import io.semblance.encoder.folder.CpuFeatures;
import io.semblance.encoder.folder.GraphFile;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches what it takes to run a SentenceTransformers model, and no more: the settings, the files
 * of each module that {@code modules.json} names, and one ONNX graph with its external data. The
 * weights of the backbone for other frameworks stay where they are.
 *
 * <p>The graph, or the weights of a static model, come last: a snapshot that has them has all that
 * belongs to them.
 */
final class ModelFiles {
  private static final List<String> MODEL_SETTINGS =
      List.of("README.md", "modules.json", "config_sentence_transformers.json");
  private static final List<String> TRANSFORMER_SETTINGS =
      List.of(
          "config.json",
          "sentence_bert_config.json",
          "sentence_roberta_config.json",
          "sentence_distilbert_config.json",
          "sentence_camembert_config.json",
          "sentence_albert_config.json",
          "sentence_xlm-roberta_config.json",
          "sentence_xlnet_config.json",
          "tokenizer_config.json",
          "special_tokens_map.json");

  /** What tokenizers of models without a {@code tokenizer.json} are made from. */
  private static final List<String> OLD_TOKENIZERS =
      List.of(
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "sentencepiece.bpe.model",
          "spiece.model",
          "tokenizer.model",
          "added_tokens.json");

  private static final List<String> MODULE_SETTINGS =
      List.of(
          "config.json",
          "cnn_config.json",
          "lstm_config.json",
          "idf.json",
          "wordembedding_config.json",
          "whitespacetokenizer_config.json");
  private static final List<String> CLIP_GRAPHS = List.of("text_model.onnx", "vision_model.onnx");
  private static final List<String> WEIGHTS = List.of("model.safetensors", "pytorch_model.bin");
  private static final String CLIP = "CLIPModel";
  private static final Set<String> TRANSFORMERS = Set.of("Transformer", "MLMTransformer");
  private static final Set<String> STATIC = Set.of("StaticEmbedding", "SparseStaticEmbedding");
  private static final Set<String> ROUTERS = Set.of("Router", "Asym");
  private static final int MAX_MODULES = 64;
  private static final int MAX_NESTING = 3;
  private static final int NAMES_IN_MESSAGE = 20;

  private final RepositoryFiles files;
  private final ModelFolder folder;
  private final GraphChoice choice;
  private final CpuFeatures cpu;

  ModelFiles(RepositoryFiles files, GraphChoice choice, CpuFeatures cpu) {
    this.files = files;
    this.folder = new ModelFolder(files.folder());
    this.choice = choice;
    this.cpu = cpu;
  }

  /**
   * Fetches all of them.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when the repository has no graph that fits
   */
  void fetch() throws IOException {
    fetchThose("", MODEL_SETTINGS);
    fetchThose("", List.of("config.json"));
    JsonNode modules = folder.json("modules.json");
    if (!modules.isArray() || modules.isEmpty()) {
      module(onlyModule(), "", 0);
      return;
    }
    if (modules.size() > MAX_MODULES) {
      throw failure("lists %s modules, at most %s".formatted(modules.size(), MAX_MODULES));
    }
    for (int i = modules.size() - 1; i >= 0; i--) { // the first module has the large files
      String path = modules.get(i).path("path").asText();
      module(className(modules.get(i).path("type").asText()), path.equals(".") ? "" : path, 0);
    }
  }

  /** What a repository without a list of modules is. */
  private String onlyModule() {
    return switch (folder.json("config.json").path("model_type").asText()) {
      case "model2vec" -> "StaticEmbedding";
      case "clip" -> CLIP;
      default -> "Transformer";
    };
  }

  private static String className(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private void module(String className, String path, int nesting) throws IOException {
    if (TRANSFORMERS.contains(className)) {
      transformer(path);
    } else if (className.equals(CLIP)) {
      clip(path);
    } else if (ROUTERS.contains(className)) {
      router(path, nesting);
    } else {
      fetchThose(path, MODULE_SETTINGS);
      if (STATIC.contains(className)) {
        tokenizer(path);
      }
      if (!fetchFirst(path, WEIGHTS) && STATIC.contains(className)) {
        throw failure("has none of " + WEIGHTS + " for its " + className);
      }
    }
  }

  private void router(String path, int nesting) throws IOException {
    if (nesting == MAX_NESTING) {
      throw failure("nests its modules deeper than " + MAX_NESTING);
    }
    fetchThose(path, List.of("router_config.json", "config.json"));
    JsonNode config = folder.json(inside(path, "router_config.json"));
    JsonNode types =
        (config.isObject() ? config : folder.json(inside(path, "config.json"))).path("types");
    if (types.size() > MAX_MODULES) {
      throw failure("routes to %s modules, at most %s".formatted(types.size(), MAX_MODULES));
    }
    for (var module : types.properties()) {
      String subfolder = inside(path, module.getKey());
      module(className(module.getValue().asText()), subfolder, nesting + 1);
    }
  }

  private void transformer(String path) throws IOException {
    fetchThose(path, TRANSFORMER_SETTINGS);
    tokenizer(path);
    String graph = graph(path).orElseThrow(() -> failure(noGraph()));
    for (String data : GraphFile.externalData(files.startingWith(graph), graph)) {
      files.fetch(data);
    }
    files.fetch(graph);
  }

  /** A model of texts and images has a graph for each. */
  private void clip(String path) throws IOException {
    fetchThose(path, TRANSFORMER_SETTINGS);
    fetchThose(path, List.of("preprocessor_config.json"));
    tokenizer(path);
    for (String graph : CLIP_GRAPHS) {
      if (!fetchFirst(path, List.of("onnx/" + graph, graph))
          && !fetchFirst("", List.of("onnx/" + graph))) {
        throw failure(
            "has no ONNX graph '%s', which a model of texts and images needs".formatted(graph));
      }
    }
  }

  private void tokenizer(String path) throws IOException {
    fetchThose(path, List.of("tokenizer_config.json", "special_tokens_map.json"));
    if (!fetchFirst(path, List.of("tokenizer.json"))) {
      fetchThose(path, OLD_TOKENIZERS);
    }
  }

  private Optional<String> graph(String path) throws IOException {
    for (String candidate : GraphFile.candidates(path, choice, cpu)) {
      if (files.has(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private String noGraph() {
    List<String> all = everything();
    List<String> graphs = GraphFile.all(all);
    if (!graphs.isEmpty()) {
      String wanted = choice.file() == null ? choice.precision().label() : choice.file();
      return "has no ONNX graph '%s' for this machine; name one of those that it has: %s"
          .formatted(wanted, String.join(", ", graphs));
    }
    String shown = String.join(", ", all.subList(0, Math.min(all.size(), NAMES_IN_MESSAGE)));
    return ("has no ONNX graph; it has: %s%s. Export one with the original library,"
            + " SentenceTransformer('%s', backend='onnx').save_pretrained('FOLDER'), and use FOLDER")
        .formatted(shown, all.size() > NAMES_IN_MESSAGE ? ", …" : "", files.id());
  }

  private List<String> everything() {
    try {
      return files.startingWith("");
    } catch (IOException e) {
      return List.of("(the hub does not say: " + HubFailure.reason(e) + ")");
    }
  }

  private void fetchThose(String path, List<String> names) throws IOException {
    for (String name : names) {
      if (files.has(inside(path, name))) {
        files.fetch(inside(path, name));
      }
    }
  }

  private boolean fetchFirst(String path, List<String> names) throws IOException {
    for (String name : names) {
      if (files.has(inside(path, name))) {
        files.fetch(inside(path, name));
        return true;
      }
    }
    return false;
  }

  private static String inside(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  private SemblanceException failure(String problem) {
    return new SemblanceException(ErrorCode.MODEL_FAILURE, "model '" + files.id() + "' " + problem);
  }
}
