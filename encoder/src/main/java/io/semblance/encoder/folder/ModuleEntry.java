package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of {@code modules.json}.
 *
 * @param className the class without its package, such as {@code Pooling}
 * @param path its folder relative to the model's, empty for the model's own
 */
public record ModuleEntry(String className, String path) {
  private static final String MODULES = "modules.json";
  private static final String PACKAGE = "sentence_transformers.";

  /** Reads the list in the order of the file, which is the order of execution. */
  public static List<ModuleEntry> list(ModelFolder folder) {
    if (isModel2Vec(folder)) {
      return List.of(new ModuleEntry("StaticEmbedding", ""));
    }
    if (!folder.has(MODULES)) {
      throw folder.failure(
          "has no modules.json, so it is not a SentenceTransformers model; point to the folder that holds that file");
    }
    List<ModuleEntry> entries = new ArrayList<>();
    for (JsonNode entry : folder.json(MODULES)) {
      String type = entry.path("type").asText();
      if (!type.startsWith(PACKAGE)) {
        throw folder.failure(
            "asks for the module '"
                + type
                + "', which is code of its own; only modules of sentence_transformers are run");
      }
      entries.add(
          new ModuleEntry(type.substring(type.lastIndexOf('.') + 1), entry.path("path").asText()));
    }
    if (entries.isEmpty()) {
      throw folder.failure("has a modules.json without modules");
    }
    return entries;
  }

  /** Whether the folder is in model2vec's own layout, which has no list of modules. */
  public static boolean isModel2Vec(ModelFolder folder) {
    return !folder.has(MODULES)
        && folder.json("config.json").path("model_type").asText().equals("model2vec");
  }

  /** A file of this module, relative to the model's folder. */
  public String file(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
