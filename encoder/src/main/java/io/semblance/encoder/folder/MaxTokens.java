package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.ModelInfo;
import java.util.List;
import java.util.Set;

/** How long an input may be, by SentenceTransformers' order of precedence. */
final class MaxTokens {
  /**
   * Position embeddings of these models start behind the padding id, so two of 514 are not usable.
   */
  private static final Set<String> OFFSET_POSITIONS =
      Set.of("roberta", "xlm-roberta", "camembert", "mpnet");

  private static final int OFFSET_LIMIT = 512;

  private MaxTokens() {}

  static int resolve(ModelFolder folder, ModuleEntry transformer, EncoderOptions options) {
    JsonNode config = folder.json(transformer.file("config.json"));
    double limit = asked(folder, transformer, config, options);
    if (limit > OFFSET_LIMIT
        && limit <= OFFSET_LIMIT + 2
        && OFFSET_POSITIONS.contains(config.path("model_type").asText())) {
      limit = OFFSET_LIMIT;
    }
    if (limit < 1) {
      throw folder.failure("has a length limit of " + limit + " tokens, must be at least 1");
    }
    return limit >= ModelInfo.UNLIMITED ? ModelInfo.UNLIMITED : (int) limit;
  }

  private static double asked(
      ModelFolder folder, ModuleEntry transformer, JsonNode config, EncoderOptions options) {
    if (options.maxTokens() > 0) {
      return options.maxTokens();
    }
    JsonNode settings = TransformerSettings.json(folder, transformer);
    for (String modality : List.of("text", "common")) {
      JsonNode value = settings.path("processing_kwargs").path(modality).path("max_length");
      if (value.isNumber()) {
        return value.asDouble();
      }
    }
    for (String arguments : List.of("processor_kwargs", "tokenizer_args")) {
      JsonNode value = settings.path(arguments).path("model_max_length");
      if (value.isNumber()) {
        return value.asDouble();
      }
    }
    JsonNode value = settings.path("max_seq_length");
    return value.isNumber() ? value.asDouble() : fromTokenizer(folder, transformer, config);
  }

  /** Models of texts and images say it for their text half. */
  private static JsonNode textConfig(JsonNode config) {
    return config.has("text_config") ? config.path("text_config") : config;
  }

  private static double fromTokenizer(
      ModelFolder folder, ModuleEntry transformer, JsonNode config) {
    double tokenizerLimit =
        folder
            .json(transformer.file("tokenizer_config.json"))
            .path("model_max_length")
            .asDouble(ModelInfo.UNLIMITED);
    double positions = textConfig(config).path("max_position_embeddings").asDouble(-1);
    return positions > 0 ? Math.min(tokenizerLimit, positions) : tokenizerLimit;
  }
}
