package io.semblance.encoder.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the header of a safetensors file token by token, so that memory follows the number of
 * tensors and not the size of what a stranger wrote, and checks all of the format's rules: names
 * once, shapes that fit their bytes, bytes without overlap and without holes.
 */
final class SafetensorsHeader {
  private static final String METADATA = "__metadata__";
  private static final int MAX_TENSORS = 1 << 14;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNumberLength(20)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private final UntrustedFile file;
  private final long dataStart;
  private final long dataSize;
  private final Map<String, Range> ranges = new LinkedHashMap<>();
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private SafetensorsHeader(UntrustedFile file, long dataStart) {
    this.file = file;
    this.dataStart = dataStart;
    this.dataSize = file.size() - dataStart;
  }

  /** Reads {@code length} bytes of JSON at {@code position}; the values follow at once. */
  static Map<String, StoredTensor> read(UntrustedFile file, long position, int length) {
    SafetensorsHeader header = new SafetensorsHeader(file, position + length);
    byte[] text = file.read(position, length).array();
    try (JsonParser json = JSON.createParser(text)) {
      header.tensors(json);
    } catch (IOException e) {
      throw file.failure("has a header that is not JSON as it must be: " + firstLine(e));
    }
    header.requireNoHoles();
    return header.tensors;
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private void tensors(JsonParser json) throws IOException {
    file.require(
        json.nextToken() == JsonToken.START_OBJECT, () -> "has a header that is not a JSON object");
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (name.equals(METADATA)) {
        json.skipChildren();
        continue;
      }
      if (value != JsonToken.START_OBJECT) {
        throw file.failure("describes tensor '" + name + "' by no object");
      }
      file.require(ranges.size() < MAX_TENSORS, () -> "has more than " + MAX_TENSORS + " tensors");
      tensor(name, json);
    }
    file.require(json.nextToken() == null, () -> "has a header with text after its JSON object");
  }

  private void tensor(String name, JsonParser json) throws IOException {
    String dtype = "";
    List<Long> shape = null;
    List<Long> offsets = null;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      json.nextToken();
      switch (key) {
        case "dtype" -> dtype = json.getValueAsString("");
        case "shape" -> shape = integers(name, key, json);
        case "data_offsets" -> offsets = integers(name, key, json);
        default -> json.skipChildren();
      }
    }
    ElementType type = elementType(name, dtype);
    if (shape == null || offsets == null || offsets.size() != 2) {
      throw file.failure("has tensor '" + name + "' without a shape and two data_offsets");
    }
    add(name, type, shape, new Range(offsets.get(0), offsets.get(1)));
  }

  private void add(String name, ElementType type, List<Long> axes, Range range) {
    file.require(
        range.begin >= 0 && range.begin <= range.end && range.end <= dataSize,
        () -> "places tensor '" + name + "' at " + range + " of " + dataSize + " bytes");
    List<Integer> shape = new ArrayList<>();
    for (long axis : axes) {
      file.require(
          axis >= 0 && axis <= Integer.MAX_VALUE,
          () -> "has tensor '" + name + "' with axis " + axis);
      shape.add((int) axis);
    }
    file.require(
        isBytes(shape, type, range.end - range.begin),
        () ->
            "gives tensor '"
                + name
                + "' of shape "
                + shape
                + " "
                + (range.end - range.begin)
                + " bytes");
    ranges.put(name, range);
    tensors.put(name, StoredTensor.contiguous(type, shape, dataStart + range.begin));
  }

  private static boolean isBytes(List<Integer> shape, ElementType type, long bytes) {
    try {
      return Math.multiplyExact(StoredTensor.elements(shape), (long) type.bytes) == bytes;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private List<Long> integers(String name, String key, JsonParser json) throws IOException {
    file.require(
        json.currentToken() == JsonToken.START_ARRAY,
        () -> "has tensor '" + name + "' with a " + key + " that is no list");
    List<Long> values = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      file.require(
          token == JsonToken.VALUE_NUMBER_INT && values.size() < StoredTensor.MAX_AXES,
          () -> "has tensor '" + name + "' with a " + key + " that is no short list of integers");
      values.add(json.getLongValue());
    }
    return values;
  }

  private ElementType elementType(String name, String dtype) {
    try {
      return ElementType.valueOf(dtype);
    } catch (IllegalArgumentException e) {
      throw file.failure("has tensor '" + name + "' of unsupported dtype '" + dtype + "'");
    }
  }

  private void requireNoHoles() {
    List<Map.Entry<String, Range>> sorted = new ArrayList<>(ranges.entrySet());
    sorted.sort(
        Map.Entry.comparingByValue(
            Comparator.comparingLong(Range::begin).thenComparingLong(Range::end)));
    long next = 0;
    for (Map.Entry<String, Range> entry : sorted) {
      Range range = entry.getValue();
      if (range.begin != next) {
        throw file.failure(
            "places tensor '" + entry.getKey() + "' at " + range + ", must start at " + next);
      }
      next = range.end;
    }
    if (next != dataSize) {
      throw file.failure("has tensors of " + next + " bytes, but holds " + dataSize);
    }
  }

  private record Range(long begin, long end) {
    @Override
    public String toString() {
      return "[" + begin + "," + end + "]";
    }
  }
}
