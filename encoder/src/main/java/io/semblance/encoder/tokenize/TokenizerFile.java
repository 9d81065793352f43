package io.semblance.encoder.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.folder.TokenizerSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** A {@code tokenizer.json}, with what older settings ask of it put in. */
final class TokenizerFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerFile() {}

  /**
   * Opens the file; where texts are to be lower-cased, the first step of the normalizer does it, so
   * that special tokens written out in a text keep their case.
   */
  static InputStream open(TokenizerSettings settings) throws IOException {
    if (!settings.lowerCase()) {
      return Files.newInputStream(settings.file());
    }
    ObjectNode tokenizer = (ObjectNode) JSON.readTree(settings.file().toFile());
    JsonNode normalizer = tokenizer.path("normalizer");
    if (!lowerCases(normalizer)) {
      tokenizer.set("normalizer", lowerCaseThen(normalizer));
    }
    return new ByteArrayInputStream(JSON.writeValueAsBytes(tokenizer));
  }

  private static boolean lowerCases(JsonNode normalizer) {
    for (JsonNode step : normalizer.path("normalizers")) {
      if (lowerCases(step)) {
        return true;
      }
    }
    return normalizer.path("type").asText().equals("Lowercase")
        || normalizer.path("lowercase").asBoolean(false);
  }

  private static ObjectNode lowerCaseThen(JsonNode normalizer) {
    ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
    sequence.putArray("normalizers").addObject().put("type", "Lowercase");
    if (normalizer.isObject()) {
      sequence.withArray("normalizers").add(normalizer);
    }
    return sequence;
  }
}
