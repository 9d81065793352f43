package io.semblance.encoder.weights;

import io.semblance.error.SemblanceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of one file. Made from the file's table of contents; values are read from disk when
 * they are asked for, and nothing stays open in between. Immutable, safe for many threads.
 *
 * <p>Every method fails with {@code MODEL_FAILURE} that names file and tensor.
 */
public final class Weights {
  /** Largest tensor that is read: a gigabyte of floats. */
  static final long MAX_ELEMENTS = 1L << 28;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int NAMES_TOLD = 10;

  private final Path file;
  private final Map<String, StoredTensor> tensors;

  Weights(Path file, Map<String, StoredTensor> tensors) {
    this.file = file;
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  public Path file() {
    return file;
  }

  /** All names, in the order of the file's table of contents. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** Sizes of the axes, outermost first; empty for a single value. */
  public List<Integer> shape(String name) {
    return stored(name).shape();
  }

  /**
   * Reads a tensor of floats (F64, F32, F16, BF16) or of integers of at most 16 bits, each widened
   * to float. F64 is rounded to the nearest float.
   *
   * @return owned by the caller
   * @throws SemblanceException also when the tensor has more than 2^28 elements, or integers of 32
   *     or 64 bits, which {@link #readInts} gives without loss
   */
  public Tensor read(String name) {
    StoredTensor tensor = readable(name);
    if (!tensor.type().isReadAsFloat()) {
      throw failure("has tensor '" + name + "' of dtype " + tensor.type() + ", must be floats");
    }
    float[] values = new float[(int) tensor.span()];
    eachChunk(
        tensor,
        (bytes, from, to) -> {
          for (int i = from; i < to; i++) {
            values[i] = tensor.type().nextFloat(bytes);
          }
        });
    return new Tensor(tensor.shape(), tensor.isContiguous() ? values : gather(tensor, values));
  }

  /**
   * Reads a tensor of integers in C order.
   *
   * @return owned by the caller
   * @throws SemblanceException also when the tensor holds floats, a value that does not fit an int,
   *     or more than 2^28 elements
   */
  public int[] readInts(String name) {
    StoredTensor tensor = readable(name);
    if (!tensor.type().integer) {
      throw failure("has tensor '" + name + "' of dtype " + tensor.type() + ", must be integers");
    }
    int[] values = new int[(int) tensor.span()];
    eachChunk(
        tensor,
        (bytes, from, to) -> {
          for (int i = from; i < to; i++) {
            values[i] = exactInt(name, tensor.type().nextInteger(bytes));
          }
        });
    return tensor.isContiguous() ? values : gather(tensor, values);
  }

  private int exactInt(String name, long value) {
    if (value != (int) value) {
      throw failure("has tensor '" + name + "' with value " + value + ", beyond 32 bits");
    }
    return (int) value;
  }

  private static float[] gather(StoredTensor tensor, float[] span) {
    int[] places = tensor.places();
    float[] values = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = span[places[i]];
    }
    return values;
  }

  private static int[] gather(StoredTensor tensor, int[] span) {
    int[] places = tensor.places();
    for (int i = 0; i < places.length; i++) {
      places[i] = span[places[i]];
    }
    return places;
  }

  private StoredTensor stored(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      List<String> some = names().stream().limit(NAMES_TOLD).toList();
      throw failure("has no tensor '" + name + "'; it has " + names().size() + ", such as " + some);
    }
    return tensor;
  }

  private StoredTensor readable(String name) {
    StoredTensor tensor = stored(name);
    if (Math.max(tensor.elements(), tensor.span()) > MAX_ELEMENTS) {
      throw failure(
          "has tensor '" + name + "' too large: " + tensor.shape() + ", at most " + MAX_ELEMENTS);
    }
    return tensor;
  }

  private void eachChunk(StoredTensor tensor, Chunk chunk) {
    int span = (int) tensor.span();
    int width = tensor.type().bytes;
    int size = (int) Math.min(BUFFER_BYTES, (long) span * width);
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    try (UntrustedFile source = UntrustedFile.open(file)) {
      int step = BUFFER_BYTES / width;
      for (int from = 0; from < span; from += step) {
        int to = Math.min(from + step, span);
        source.read(
            tensor.position() + (long) from * width, buffer.clear().limit((to - from) * width));
        chunk.take(buffer.flip(), from, to);
      }
    }
  }

  private SemblanceException failure(String problem) {
    return UntrustedFile.failure(file, problem);
  }

  /** Elements {@code from} to {@code to} of a tensor's span, and their bytes. */
  private interface Chunk {
    void take(ByteBuffer bytes, int from, int to);
  }
}
