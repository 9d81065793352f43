package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.InputType;
import io.semblance.error.SemblanceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a model wants before its inputs, from {@code config_sentence_transformers.json}.
 *
 * <p>SentenceTransformers' two surprises are kept: the table always holds empty {@code query} and
 * {@code document} prompts, so these sides never fall back to the default prompt and a prompt
 * called {@code passage} is not used. {@link #notes()} says where that matters.
 *
 * @param byName prompt name to text
 * @param defaultName the prompt of plain texts, or null for none
 */
public record Prompts(Map<String, String> byName, @Nullable String defaultName) {
  private static final String QUERY = "query";
  private static final String DOCUMENT = "document";

  public Prompts {
    byName = Map.copyOf(byName);
  }

  /** Reads the table of a model. */
  public static Prompts read(ModelFolder folder) {
    return of(folder, folder.json("config_sentence_transformers.json"));
  }

  static Prompts of(ModelFolder folder, JsonNode config) {
    Map<String, String> table = new LinkedHashMap<>();
    table.put(QUERY, "");
    table.put(DOCUMENT, "");
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

  /** This table with the prompts for queries and documents replaced. */
  public Prompts with(String query, String document) {
    Map<String, String> table = new LinkedHashMap<>(byName);
    table.put(QUERY, query);
    table.put(DOCUMENT, document);
    return new Prompts(table, defaultName);
  }

  /** Whether neither queries nor documents get a prompt. */
  public boolean areEmpty() {
    return promptFor(InputType.QUERY).isEmpty() && promptFor(InputType.DOCUMENT).isEmpty();
  }

  /** What is put before a text of this type, often nothing. */
  public String promptFor(InputType type) {
    String name =
        switch (type) {
          case QUERY -> QUERY;
          case DOCUMENT -> DOCUMENT;
          case PLAIN -> defaultName;
        };
    return name == null ? "" : byName.getOrDefault(name, "");
  }

  /**
   * What is put before a text: {@code prompt} as it is, else the one of that name, else that of the
   * type.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the model has none of that name
   */
  public String choose(InputType type, @Nullable String name, @Nullable String prompt) {
    if (prompt != null) {
      return prompt;
    }
    return name == null ? promptFor(type) : named(name);
  }

  /**
   * The prompt of this name.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the model has none of that name
   */
  public String named(String name) {
    String prompt = byName.get(name);
    if (prompt == null) {
      throw SemblanceException.invalid(
          "prompt name '" + name + "' must be one of " + new TreeSet<>(byName.keySet()));
    }
    return prompt;
  }

  /** What a person who uses this table should know, in sentences. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String unused : List.of("passage", "corpus")) {
      if (promptFor(InputType.DOCUMENT).isEmpty() && !byName.getOrDefault(unused, "").isEmpty()) {
        notes.add(
            "the prompt '"
                + unused
                + "' is not put before documents, because the model has none called 'document'; ask for it by name");
      }
    }
    if (defaultName != null && !byName.getOrDefault(defaultName, "").isEmpty()) {
      for (InputType type : List.of(InputType.QUERY, InputType.DOCUMENT)) {
        if (promptFor(type).isEmpty()) {
          notes.add(
              "the default prompt '"
                  + defaultName
                  + "' is put before plain texts only, not before texts of type "
                  + type.label());
        }
      }
    }
    return notes;
  }
}
