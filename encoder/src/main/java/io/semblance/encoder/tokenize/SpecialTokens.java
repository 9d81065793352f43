package io.semblance.encoder.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The special tokens that are put around a single text.
 *
 * @param before those in front, in order
 * @param after those behind
 * @param textType segment of the text's own tokens
 */
record SpecialTokens(List<Special> before, List<Special> after, int textType) {
  /** A token and its segment. */
  record Special(int id, int type) {}

  SpecialTokens {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** How many there are. */
  int count() {
    return before.size() + after.size();
  }

  /** Reads the post-processor; empty when it is neither absent nor a template nor BERT's own. */
  static Optional<SpecialTokens> read(JsonNode postProcessor) {
    return switch (postProcessor.path("type").asText()) {
      case "TemplateProcessing" -> ofTemplate(postProcessor);
      case "BertProcessing" ->
          Optional.of(
              new SpecialTokens(
                  List.of(new Special(postProcessor.path("cls").path(1).asInt(), 0)),
                  List.of(new Special(postProcessor.path("sep").path(1).asInt(), 0)),
                  0));
      default ->
          postProcessor.isObject()
              ? Optional.empty()
              : Optional.of(new SpecialTokens(List.of(), List.of(), 0));
    };
  }

  private static Optional<SpecialTokens> ofTemplate(JsonNode processor) {
    List<Special> before = new ArrayList<>();
    List<Special> after = new ArrayList<>();
    int sequences = 0;
    int textType = 0;
    for (JsonNode piece : processor.path("single")) {
      if (piece.has("Sequence")) {
        sequences++;
        textType = piece.path("Sequence").path("type_id").asInt();
      } else {
        JsonNode special = piece.path("SpecialToken");
        int type = special.path("type_id").asInt();
        for (JsonNode id :
            processor.path("special_tokens").path(special.path("id").asText()).path("ids")) {
          (sequences == 0 ? before : after).add(new Special(id.asInt(), type));
        }
      }
    }
    return sequences == 1
        ? Optional.of(new SpecialTokens(before, after, textType))
        : Optional.empty();
  }
}
