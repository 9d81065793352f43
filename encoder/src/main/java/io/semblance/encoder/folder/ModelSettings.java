package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.vectors.Similarity;
import java.util.Arrays;

/**
 * What {@code config_sentence_transformers.json} says of a model as a whole, prompts aside.
 *
 * @param similarity how its vectors are meant to be compared
 * @param dimensions how many components of a vector are kept, {@link Integer#MAX_VALUE} for all
 */
public record ModelSettings(Similarity similarity, int dimensions) {
  /** Reads a model's settings; a missing file means defaults. */
  public static ModelSettings read(ModelFolder folder) {
    return read(folder, Similarity.COSINE);
  }

  /** Reads the settings of a model whose vectors are compared by {@code usual} unless it says. */
  public static ModelSettings read(ModelFolder folder, Similarity usual) {
    JsonNode config = folder.json("config_sentence_transformers.json");
    int cut = config.path("truncate_dim").asInt(Integer.MAX_VALUE);
    if (cut < 1) {
      throw folder.failure("has truncate_dim " + cut + ", must be at least 1");
    }
    return new ModelSettings(similarity(config, usual), cut);
  }

  private static Similarity similarity(JsonNode config, Similarity usual) {
    String label = config.path("similarity_fn_name").asText("");
    return Arrays.stream(Similarity.values())
        .filter(similarity -> similarity.label().equals(label))
        .findFirst()
        .orElse(usual);
  }
}
