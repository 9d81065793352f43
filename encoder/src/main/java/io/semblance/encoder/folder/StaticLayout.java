package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The layout of static models that the model2vec library writes without a modules.json. */
final class StaticLayout {
  private StaticLayout() {}

  static boolean isStatic(JsonNode config) {
    return config.path("model_type").asText().equals("model2vec")
        || config.path("architectures").path(0).asText().equals("StaticModel");
  }

  static List<ModuleEntry> modules(JsonNode config) {
    List<ModuleEntry> modules = new ArrayList<>();
    modules.add(new ModuleEntry("StaticEmbedding", ""));
    if (config.path("normalize").asBoolean(false)) {
      modules.add(new ModuleEntry("Normalize", "1_Normalize"));
    }
    return modules;
  }
}
