package io.semblance.encoder.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files made by {@code src/test/fixtures/make_weights.py}, and what they hold. */
final class WeightFixtures {
  private WeightFixtures() {}

  static Path file(String name) {
    try {
      return Path.of(WeightFixtures.class.getResource("/weights/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode expected() throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(file("expected.json")));
  }

  static List<Integer> shape(JsonNode expected) {
    List<Integer> shape = new ArrayList<>();
    expected.path(0).forEach(axis -> shape.add(axis.asInt()));
    return shape;
  }

  static float[] floats(JsonNode expected) {
    JsonNode values = expected.path(1);
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values.get(i).asDouble();
    }
    return floats;
  }

  static int[] ints(JsonNode expected) {
    JsonNode values = expected.path(1);
    int[] ints = new int[values.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = values.get(i).intValue();
    }
    return ints;
  }

  /** A safetensors file; {@code header} with single quotes for double ones. */
  static byte[] safetensors(String header, byte[] data) {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(Long.BYTES + json.length + data.length);
    return out.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(data).array();
  }
}
