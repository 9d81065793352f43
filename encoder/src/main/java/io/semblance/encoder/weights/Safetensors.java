package io.semblance.encoder.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes the safetensors format: eight bytes with the header's length (little endian),
 * the header (JSON: name to {@code dtype}, {@code shape}, {@code data_offsets} relative to the end
 * of the header), the values (little endian, C order).
 *
 * @see <a href="https://github.com/huggingface/safetensors">The format's description</a>
 */
public final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LENGTH_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 16;

  /** The format allows 100 MB; a header describes a tensor in some 100 bytes. */
  private static final long MAX_HEADER_BYTES = 8L << 20;

  private Safetensors() {}

  /**
   * Opens a file: reads and checks its header, no values.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file and what is wrong with it
   */
  public static Weights open(Path file) {
    try (UntrustedFile source = UntrustedFile.open(file)) {
      long size = source.size();
      source.require(size >= LENGTH_BYTES, () -> "has " + size + " bytes, too few for a header");
      long length = source.read(0, LENGTH_BYTES).getLong();
      source.require(
          length >= 2 && length <= Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES),
          () -> "says that its header has " + length + " bytes, the file has " + size);
      return new Weights(file, SafetensorsHeader.read(source, LENGTH_BYTES, (int) length));
    }
  }

  /** Reads all tensors of a small file; each must be one that {@link Weights#read} gives. */
  public static Map<String, Tensor> read(Path file) {
    Weights weights = open(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.names().forEach(name -> tensors.put(name, weights.read(name)));
    return tensors;
  }

  /** Writes tensors as F32, in the order of the map. Replaces the file. */
  public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      byte[] header = header(tensors);
      ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      writeAll(channel, length.putLong(header.length).flip());
      writeAll(channel, ByteBuffer.wrap(header));
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (Tensor tensor : tensors.values()) {
        writeValues(channel, tensor.values(), buffer);
      }
    }
  }

  private static byte[] header(Map<String, Tensor> tensors) {
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long end = offset + (long) Float.BYTES * entry.getValue().values().length;
      ObjectNode description = header.putObject(entry.getKey());
      description.put("dtype", ElementType.F32.name());
      description.set("shape", JSON.valueToTree(entry.getValue().shape()));
      description.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    String padding = " ".repeat(-text.length & 7);
    return (header + padding).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeValues(FileChannel channel, float[] values, ByteBuffer buffer)
      throws IOException {
    int step = BUFFER_BYTES / Float.BYTES;
    for (int from = 0; from < values.length; from += step) {
      int count = Math.min(step, values.length - from);
      buffer.clear().asFloatBuffer().put(values, from, count);
      writeAll(channel, buffer.limit(count * Float.BYTES));
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
