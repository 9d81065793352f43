package io.semblance.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What transformers.js computes on the same ONNX file, one text at a time; made by
 * bench/transformers-js/golden.mjs.
 */
record GoldenVectors(List<String> texts, List<long[]> tokenIds, float[][] vectors) {
  /**
   * Texts (positions from 0) that JavaScript tokenizes unlike the Rust library that
   * SentenceTransformers uses: a capital sigma at a word's end, and ideographs beyond U+FFFF.
   */
  static final Set<Integer> TOKENIZED_UNLIKE_RUST = Set.of(35, 43);

  static GoldenVectors load() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> texts = new ArrayList<>();
    for (String line : lines("texts.jsonl")) {
      texts.add(json.readTree(line).get("text").asText());
    }
    List<long[]> ids = new ArrayList<>();
    for (String line : lines("token-ids.jsonl")) {
      JsonNode array = json.readTree(line).get("ids");
      long[] row = new long[array.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = array.get(i).asLong();
      }
      ids.add(row);
    }
    return new GoldenVectors(texts, ids, npy("minilm.npy", texts.size()));
  }

  private static List<String> lines(String file) throws IOException {
    return new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  private static float[][] npy(String file, int rows) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(10 + buffer.getShort(8));
    float[][] values = new float[rows][buffer.remaining() / 4 / rows];
    for (float[] row : values) {
      for (int i = 0; i < row.length; i++) {
        row[i] = buffer.getFloat();
      }
    }
    return values;
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = GoldenVectors.class.getResourceAsStream("/golden/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }
}
