package io.semblance.encoder.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes the safetensors format: eight bytes with the header's length (little endian),
 * the header (JSON: name to {@code dtype}, {@code shape}, {@code data_offsets} relative to the end
 * of the header), the values (little endian, C order). A file comes from strangers, so every length
 * and offset is checked before it is used.
 *
 * @see <a href="https://github.com/huggingface/safetensors">The format's description</a>
 */
public final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;
  private static final long MAX_HEADER_BYTES = 16L << 20;

  private Safetensors() {}

  /**
   * Reads all tensors of a file.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file and what is wrong with it
   */
  public static Map<String, Tensor> read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new Reader(file, channel).tensors();
    } catch (IOException e) {
      throw new SemblanceException(ErrorCode.MODEL_FAILURE, "cannot read " + file + ": " + e, e);
    }
  }

  /** Writes tensors as F32, in the order of the map. */
  public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long end = offset + 4L * entry.getValue().values().length;
      ObjectNode description = header.putObject(entry.getKey());
      description.put("dtype", ElementType.F32.name());
      description.set("shape", JSON.valueToTree(entry.getValue().shape()));
      description.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = header.toString();
    byte[] headerBytes = (text + " ".repeat(-text.length() & 7)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + headerBytes.length + offset))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(headerBytes.length).put(headerBytes);
    for (Tensor tensor : tensors.values()) {
      for (float value : tensor.values()) {
        out.putFloat(value);
      }
    }
    Files.write(file, out.array());
  }

  /** One file being read. */
  private record Reader(Path file, FileChannel channel) {
    Map<String, Tensor> tensors() throws IOException {
      long size = channel.size();
      require(size >= LENGTH_BYTES, "has " + size + " bytes, too few for a header");
      long headerLength = bytes(0, LENGTH_BYTES).getLong();
      require(
          headerLength >= 2 && headerLength <= Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES),
          "says that its header has " + headerLength + " bytes, the file has " + size);
      long dataStart = LENGTH_BYTES + headerLength;
      JsonNode header = header((int) headerLength);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : header.properties()) {
        if (!entry.getKey().equals(METADATA)) {
          tensors.put(
              entry.getKey(),
              tensor(entry.getKey(), entry.getValue(), dataStart, size - dataStart));
        }
      }
      return tensors;
    }

    private JsonNode header(int length) throws IOException {
      try {
        byte[] text = new byte[length];
        bytes(LENGTH_BYTES, length).get(text);
        JsonNode header = JSON.readTree(text);
        require(header.isObject(), "has a header that is not a JSON object");
        return header;
      } catch (JsonProcessingException e) {
        throw failure("has a header that is not JSON: " + e.getOriginalMessage());
      }
    }

    private Tensor tensor(String name, JsonNode description, long dataStart, long dataSize)
        throws IOException {
      ElementType type = elementType(name, description.path("dtype").asText());
      List<Integer> shape = shape(name, description.path("shape"));
      JsonNode offsets = description.path("data_offsets");
      long begin = offsets.path(0).asLong(-1);
      long end = offsets.path(1).asLong(-1);
      require(
          begin >= 0 && begin <= end && end <= dataSize,
          "places tensor '" + name + "' at " + offsets + " of " + dataSize + " bytes");
      long count = elements(name, shape);
      require(
          count == (end - begin) / type.bytes && (end - begin) % type.bytes == 0,
          "gives tensor '" + name + "' of shape " + shape + " " + (end - begin) + " bytes");
      return new Tensor(
          shape, type.widen(bytes(dataStart + begin, (int) (end - begin)), (int) count));
    }

    private ElementType elementType(String name, String dtype) {
      try {
        return ElementType.valueOf(dtype);
      } catch (IllegalArgumentException e) {
        throw failure("has tensor '" + name + "' of unsupported dtype '" + dtype + "'");
      }
    }

    private List<Integer> shape(String name, JsonNode axes) {
      require(axes.isArray(), "has tensor '" + name + "' without a shape");
      List<Integer> shape = new ArrayList<>();
      for (JsonNode axis : axes) {
        require(
            axis.canConvertToInt() && axis.asInt() >= 0,
            "has tensor '" + name + "' with axis " + axis);
        shape.add(axis.asInt());
      }
      return shape;
    }

    private long elements(String name, List<Integer> shape) {
      long count = 1;
      for (int axis : shape) {
        count *= axis;
        require(count <= Integer.MAX_VALUE / 8, "has tensor '" + name + "' too large: " + shape);
      }
      return count;
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, position + buffer.position());
        require(read >= 0, "ends early");
      }
      return buffer.flip();
    }

    private void require(boolean holds, String problem) {
      if (!holds) {
        throw failure(problem);
      }
    }

    private SemblanceException failure(String problem) {
      return new SemblanceException(
          ErrorCode.MODEL_FAILURE, "safetensors file " + file + " " + problem);
    }
  }
}
