package io.semblance.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The encoder's tiny models and what numpy computes with them; see encoder/src/test/models. */
final class TinyModels {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT =
      Path.of(System.getProperty("semblance.root"), "encoder/src/test/resources/tiny");

  private TinyModels() {}

  /** One call of encode: the arguments that ask for it, and what it must give. */
  record Case(String model, List<String> arguments, List<String> texts, JsonNode vectors) {
    boolean ofTokens() {
      return arguments.contains("--tokens");
    }

    @Override
    public String toString() {
      return model + " " + String.join(" ", arguments);
    }
  }

  static Path folder(String model) {
    return ROOT.resolve(model).resolve("model");
  }

  static List<Case> cases(String... models) throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String model : models) {
      Path golden = ROOT.resolve(model).resolve("golden.json");
      for (JsonNode entry : JSON.readTree(Files.readString(golden)).get("cases")) {
        cases.add(
            new Case(
                model,
                arguments(entry),
                JSON.convertValue(
                    entry.get("texts"),
                    JSON.getTypeFactory().constructCollectionType(List.class, String.class)),
                entry.get("vectors")));
      }
    }
    return cases;
  }

  private static List<String> arguments(JsonNode entry) {
    List<String> arguments = new ArrayList<>(List.of("--type", entry.get("type").asText()));
    add(arguments, "--prompt-name", entry.path("promptName"));
    add(arguments, "--prompt", entry.path("prompt"));
    add(arguments, "--dimensions", entry.path("truncateDim"));
    if (entry.path("normalize").asBoolean()) {
      arguments.add("--normalize");
    }
    if (entry.path("output").asText().equals("token_embeddings")) {
      arguments.add("--tokens");
    }
    return arguments;
  }

  private static void add(List<String> arguments, String option, JsonNode value) {
    if (!value.isNull() && !value.isMissingNode()) {
      arguments.addAll(List.of(option, value.asText()));
    }
  }
}
