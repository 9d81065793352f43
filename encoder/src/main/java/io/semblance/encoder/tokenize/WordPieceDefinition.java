package io.semblance.encoder.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.ModelInfo;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code tokenizer.json} of BERT's kind says.
 *
 * @param vocabulary token text to id
 * @param unknownId id of a word that cannot be put together from tokens
 * @param prefix what marks a token as the continuation of a word
 * @param maxWordCharacters words of more code points are unknown
 * @param addedTokens tokens that are found in the text as they stand, with their ids
 * @param template the special tokens around a text
 * @param truncation the file's own limit in tokens, or {@link ModelInfo#UNLIMITED}
 */
record WordPieceDefinition(
    Map<String, Integer> vocabulary,
    int unknownId,
    String prefix,
    int maxWordCharacters,
    WordPieceNormalizer normalizer,
    Map<String, Integer> addedTokens,
    SpecialTokens template,
    int truncation) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_WORD_CHARACTERS = 10_000;

  /**
   * Reads a file.
   *
   * @return empty when the file asks for anything that is not exactly of this kind
   * @throws SemblanceException {@code MODEL_FAILURE} when it cannot be read
   */
  static Optional<WordPieceDefinition> read(Path tokenizerJson) {
    try {
      return of(JSON.readTree(Files.readAllBytes(tokenizerJson)));
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot read tokenizer " + tokenizerJson + ": " + e, e);
    }
  }

  static Optional<WordPieceDefinition> of(JsonNode file) {
    JsonNode model = file.path("model");
    JsonNode normalizer = file.path("normalizer");
    Map<String, Integer> vocabulary = vocabulary(model.path("vocab"));
    Integer unknown = vocabulary.get(model.path("unk_token").asText());
    int maxWordCharacters = model.path("max_input_chars_per_word").asInt(-1);
    boolean sameKind =
        model.path("type").asText().equals("WordPiece")
            && normalizer.path("type").asText().equals("BertNormalizer")
            && normalizer.path("clean_text").asBoolean(false)
            && file.path("pre_tokenizer").path("type").asText().equals("BertPreTokenizer")
            && maxWordCharacters > 0
            && maxWordCharacters <= MOST_WORD_CHARACTERS;
    if (!sameKind || unknown == null) {
      return Optional.empty();
    }
    return SpecialTokens.read(file.path("post_processor"))
        .flatMap(
            template ->
                addedTokens(file.path("added_tokens"), vocabulary)
                    .flatMap(
                        added ->
                            truncation(file.path("truncation"))
                                .map(
                                    limit ->
                                        new WordPieceDefinition(
                                            vocabulary,
                                            unknown,
                                            model.path("continuing_subword_prefix").asText(),
                                            maxWordCharacters,
                                            normalizer(normalizer),
                                            added,
                                            template,
                                            limit))));
  }

  private static WordPieceNormalizer normalizer(JsonNode settings) {
    boolean lowerCase = settings.path("lowercase").asBoolean(true);
    return new WordPieceNormalizer(
        settings.path("handle_chinese_chars").asBoolean(true),
        settings.path("strip_accents").asBoolean(lowerCase), // null means: as lowercase
        lowerCase);
  }

  private static Map<String, Integer> vocabulary(JsonNode entries) {
    Map<String, Integer> vocabulary = new HashMap<>();
    entries.properties().forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue().asInt()));
    return vocabulary;
  }

  /** Tokens matched anywhere in the raw text, which is what BERT's own special tokens are. */
  private static Optional<Map<String, Integer>> addedTokens(
      JsonNode entries, Map<String, Integer> vocabulary) {
    Map<String, Integer> added = new LinkedHashMap<>();
    for (JsonNode entry : entries) {
      String content = entry.path("content").asText();
      Integer id = vocabulary.get(content);
      boolean plain =
          !entry.path("single_word").asBoolean()
              && !entry.path("lstrip").asBoolean()
              && !entry.path("rstrip").asBoolean()
              && !entry.path("normalized").asBoolean(true);
      if (!plain || content.isEmpty() || id == null || id != entry.path("id").asInt(-1)) {
        return Optional.empty();
      }
      added.put(content, id);
    }
    return Optional.of(added);
  }

  private static Optional<Integer> truncation(JsonNode truncation) {
    if (!truncation.isObject()) {
      return Optional.of(ModelInfo.UNLIMITED);
    }
    boolean right = truncation.path("direction").asText("Right").equals("Right");
    int limit = truncation.path("max_length").asInt(-1);
    return right && limit > 0 ? Optional.of(limit) : Optional.empty();
  }
}
