package io.semblance.encoder.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.ModelInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tokens of a text count. SentenceTransformers takes all, up to the truncation that the
 * tokenizer's file may have; model2vec cuts the text first, leaves unknown tokens out, and takes
 * 512.
 *
 * @param maxTokens how many tokens count, or {@link ModelInfo#UNLIMITED}
 * @param maxCharacters how many characters (UTF-16) of a text are read
 * @param leftOut id of the token that does not count, or {@link #NONE}
 * @param normalized whether the mean is scaled to unit length
 */
record StaticEmbeddingRules(int maxTokens, int maxCharacters, int leftOut, boolean normalized) {
  static final int NONE = -1;

  private static final int MODEL2VEC_TOKENS = 512;

  /** The rules of SentenceTransformers, given the tokenizer file's truncation. */
  static StaticEmbeddingRules ofSentenceTransformers(JsonNode truncation) {
    int limit = truncation.path("max_length").asInt(ModelInfo.UNLIMITED);
    return new StaticEmbeddingRules(limit, Integer.MAX_VALUE, NONE, false);
  }

  /** The rules of model2vec's own {@code encode}, given the tokenizer file's model. */
  static StaticEmbeddingRules ofModel2Vec(JsonNode model, JsonNode config) {
    List<String> vocabulary = vocabulary(model.path("vocab"));
    int unknown =
        model.path("unk_token").isTextual()
            ? idOf(model.path("vocab"), vocabulary, model.path("unk_token").asText())
            : model.path("unk_id").asInt(NONE);
    return new StaticEmbeddingRules(
        MODEL2VEC_TOKENS,
        MODEL2VEC_TOKENS * Math.max(1, medianLength(vocabulary)),
        unknown,
        config.path("normalize").asBoolean(false));
  }

  /** The tokens of an object (token to id) or of an array of [token, score]. */
  private static List<String> vocabulary(JsonNode entries) {
    List<String> tokens = new ArrayList<>();
    if (entries.isObject()) {
      entries.fieldNames().forEachRemaining(tokens::add);
    } else {
      entries.forEach(entry -> tokens.add(entry.path(0).asText()));
    }
    return tokens;
  }

  private static int idOf(JsonNode entries, List<String> vocabulary, String token) {
    return entries.isObject() ? entries.path(token).asInt(NONE) : vocabulary.indexOf(token);
  }

  private static int medianLength(List<String> tokens) {
    int[] lengths =
        tokens.stream()
            .mapToInt(token -> token.codePointCount(0, token.length()))
            .sorted()
            .toArray();
    int middle = lengths.length / 2;
    return lengths.length == 0
        ? 0
        : lengths.length % 2 == 1
            ? lengths[middle]
            : (lengths[middle - 1] + lengths[middle]) / 2; // numpy's median, cut to a whole number
  }

  /** Whether no part of a text is left out. */
  boolean readsWhole(String text) {
    return text.length() <= maxCharacters || text.codePointCount(0, text.length()) <= maxCharacters;
  }

  /** The part of a text that is read. */
  String read(String text) {
    return readsWhole(text) ? text : text.substring(0, text.offsetByCodePoints(0, maxCharacters));
  }
}
