package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.InputType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a model wants before its inputs, from {@code config_sentence_transformers.json}.
 *
 * <p>SentenceTransformers' two surprises are kept: the table always holds empty {@code query} and
 * {@code document} prompts, so these sides never fall back to the default prompt and a prompt
 * called {@code passage} is not used.
 *
 * @param byName prompt name to text
 * @param defaultName the prompt of plain texts, or null for none
 */
public record Prompts(Map<String, String> byName, @Nullable String defaultName) {
  public Prompts {
    byName = Map.copyOf(byName);
  }

  static Prompts read(ModelFolder folder, JsonNode config) {
    Map<String, String> table = new LinkedHashMap<>();
    table.put("query", "");
    table.put("document", "");
    for (Map.Entry<String, JsonNode> prompt : config.path("prompts").properties()) {
      table.put(prompt.getKey(), prompt.getValue().asText(""));
    }
    String defaultName = config.path("default_prompt_name").asText(null);
    if (defaultName != null && !table.containsKey(defaultName)) {
      throw folder.failure(
          "has default_prompt_name '" + defaultName + "', which is none of " + table.keySet());
    }
    return new Prompts(table, defaultName);
  }

  /** What is put before a text of this type, often nothing. */
  public String promptFor(InputType type) {
    String name =
        switch (type) {
          case QUERY -> "query";
          case DOCUMENT -> "document";
          case PLAIN -> defaultName;
        };
    return name == null ? "" : byName.getOrDefault(name, "");
  }
}
