package io.semblance.encoder.folder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a {@code tokenizer.json}, by their ids and back. The file is read as a stream: its
 * merges, often the larger part, are passed over.
 */
public final class Vocabulary {
  private static final long MAX_FILE_BYTES = 256L << 20;
  private static final int MAX_TOKENS = 1 << 24;
  private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

  private final Path file;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<@Nullable String> tokens = new ArrayList<>();

  private Vocabulary(Path file) {
    this.file = file;
  }

  /**
   * Reads the vocabulary of a tokenizer's model and the tokens that were added to it.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when the file has none
   */
  public static Vocabulary read(Path file) {
    Vocabulary vocabulary = new Vocabulary(file);
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw vocabulary.failure("must have at most " + MAX_FILE_BYTES + " bytes");
      }
      try (JsonParser parser = JSON.createParser(file.toFile())) {
        vocabulary.readFile(parser);
      }
    } catch (IOException e) {
      throw vocabulary.failure("cannot be read: " + e.getMessage());
    }
    if (vocabulary.ids.isEmpty()) {
      throw vocabulary.failure("has no vocabulary");
    }
    return vocabulary;
  }

  private void readFile(JsonParser parser) throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "added_tokens" -> readAddedTokens(parser);
        case "model" -> readModel(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void readAddedTokens(JsonParser parser) throws IOException {
    JsonNode added = parser.readValueAsTree();
    for (JsonNode token : added) {
      put(token.path("content").asText(), token.path("id").asInt(-1));
    }
  }

  private void readModel(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isVocabulary = parser.currentName().equals("vocab");
      JsonToken value = parser.nextToken();
      if (isVocabulary && value == JsonToken.START_OBJECT) {
        readMap(parser);
      } else if (isVocabulary && value == JsonToken.START_ARRAY) {
        readList(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Token to id. */
  private void readMap(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String token = parser.currentName();
      parser.nextToken();
      put(token, parser.getValueAsInt(-1));
    }
  }

  /** Pairs of a token and its score; the place is the id. */
  private void readList(JsonParser parser) throws IOException {
    for (int id = 0; parser.nextToken() == JsonToken.START_ARRAY; id++) {
      JsonNode pair = parser.readValueAsTree();
      put(pair.path(0).asText(), id);
    }
  }

  private void put(String token, int id) {
    if (id < 0 || id >= MAX_TOKENS) {
      throw failure(
          "has token '" + token + "' with id " + id + ", must be in [0, " + MAX_TOKENS + ")");
    }
    while (tokens.size() <= id) {
      tokens.add(null);
    }
    tokens.set(id, token);
    ids.put(token, id);
  }

  private SemblanceException failure(String problem) {
    return new SemblanceException(ErrorCode.MODEL_FAILURE, "tokenizer " + file + " " + problem);
  }

  /** One more than the largest id. */
  public int size() {
    return tokens.size();
  }

  /** The token as the file writes it, {@code ##ing} or {@code ▁the}; {@code #7} for a free id. */
  public String token(int id) {
    String token = id < tokens.size() ? tokens.get(id) : null;
    return token == null ? "#" + id : token;
  }

  /** The id of a token, if there is such a token. */
  public OptionalInt idOf(String token) {
    Integer id = ids.get(token);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
