package io.semblance.encoder.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The YAML head of a model card. Read as plain data with tight limits on size, depth and aliases,
 * for a head comes from a stranger.
 */
record CardHead(JsonNode root, List<String> warnings) {
  private static final int MAX_CHARACTERS = 2 << 20;
  private static final int MAX_DEPTH = 30;
  private static final int MAX_ALIASES = 20;
  private static final ObjectMapper YAML = new ObjectMapper(factory());

  private static YAMLFactory factory() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_CHARACTERS);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_ALIASES);
    limits.setAllowRecursiveKeys(false);
    return YAMLFactory.builder()
        .loaderOptions(limits)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  static CardHead of(String readme) {
    return source(readme).map(CardHead::parse).orElseGet(() -> empty(List.of()));
  }

  private static CardHead parse(String yaml) {
    try {
      JsonNode root = YAML.readTree(yaml);
      return root.isObject() || root.isMissingNode()
          ? new CardHead(root, List.of())
          : empty(List.of("the head of the card is not a list of keys and values"));
    } catch (JsonProcessingException e) {
      return empty(List.of("the head of the card is not YAML: " + e.getOriginalMessage()));
    } catch (RuntimeException e) { // the YAML parser has failures of its own for its limits
      return empty(List.of("the head of the card cannot be read: " + e.getMessage()));
    }
  }

  private static CardHead empty(List<String> warnings) {
    return new CardHead(MissingNode.getInstance(), warnings);
  }

  /** What stands between the first two lines {@code ---}. */
  private static Optional<String> source(String readme) {
    int start = CardText.headStart(readme);
    int end = CardText.headEnd(readme);
    return end < 0 ? Optional.empty() : Optional.of(readme.substring(start, end));
  }

  @Nullable String text(String key) {
    JsonNode value = root.path(key);
    List<String> all = list(key);
    return value.isMissingNode() || all.isEmpty() ? null : String.join(", ", all);
  }

  /** A list, or a single value in its place; entries without text are left out. */
  List<String> list(String key) {
    JsonNode value = root.path(key);
    List<String> entries = new ArrayList<>();
    if (value.isValueNode()) {
      add(entries, value);
    } else if (value.isArray()) {
      value.forEach(entry -> add(entries, entry));
    }
    return entries;
  }

  private static void add(List<String> entries, JsonNode value) {
    if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
      entries.add(value.asText().strip());
    }
  }

  /** All scores of {@code model-index}; those that are no numbers are left out. */
  List<ClaimedResult> results() {
    List<ClaimedResult> results = new ArrayList<>();
    for (JsonNode model : root.path("model-index")) {
      for (JsonNode result : model.path("results")) {
        for (JsonNode metric : result.path("metrics")) {
          Double value = number(metric.path("value"));
          if (value != null) {
            results.add(
                new ClaimedResult(
                    named(result.path("task")),
                    named(result.path("dataset")),
                    named(metric),
                    value));
          }
        }
      }
    }
    return results;
  }

  private static String named(JsonNode node) {
    String name = node.path("name").asText("");
    return name.isBlank() ? node.path("type").asText("") : name;
  }

  @Nullable Emissions emissions() {
    JsonNode node = root.path("co2_eq_emissions");
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return new Emissions(
        number(node.isObject() ? node.path("emissions") : node),
        number(node.path("energy_consumed")),
        number(node.path("hours_used")),
        string(node.path("source")),
        string(node.path("hardware_used")),
        node.path("on_cloud").isBoolean()
            ? Boolean.valueOf(node.path("on_cloud").asBoolean())
            : null);
  }

  private static @Nullable String string(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
  }

  private static @Nullable Double number(JsonNode node) {
    if (node.isNumber()) {
      return node.asDouble();
    }
    try {
      return node.isTextual() ? Double.valueOf(node.asText().strip()) : null;
    } catch (NumberFormatException e) {
      return null; // words such as "n/a"
    }
  }
}
