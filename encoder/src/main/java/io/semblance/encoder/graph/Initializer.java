package io.semblance.encoder.graph;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constant tensor of a graph ({@code TensorProto}), values in C order. Its bytes stay in the
 * mapped file until they are asked for. Immutable.
 */
public final class Initializer {
  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int INT64_DATA = 7;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int DATA_LOCATION = 14;
  private static final int MAX_AXES = 16;

  private final Message message;
  private final String name;
  private final List<Integer> shape;
  private final ElementType type;
  private final int count;
  private final @Nullable ByteBuffer external;

  Initializer(Message message, ExternalFiles files) {
    this.message = message;
    this.name = message.string(NAME);
    this.type = ElementType.of(message.integer(DATA_TYPE, 0));
    this.shape = shape(message.integers(DIMS));
    this.count = count();
    this.external = message.integer(DATA_LOCATION, 0) == 0 ? null : files.content(name, message);
  }

  private List<Integer> shape(List<Long> dims) {
    if (dims.size() > MAX_AXES
        || dims.stream().anyMatch(axis -> axis < 0 || axis > Integer.MAX_VALUE)) {
      throw new MalformedGraphException("tensor '" + name + "' has the shape " + dims);
    }
    return dims.stream().map(Long::intValue).toList();
  }

  private int count() {
    long product = 1;
    for (int axis : shape) {
      product *= axis;
      if (product > Integer.MAX_VALUE / Long.BYTES) {
        throw new MalformedGraphException("tensor '" + name + "' is too large: " + shape);
      }
    }
    return (int) product;
  }

  /** Makes a float tensor. */
  public static Initializer ofFloats(String name, List<Integer> shape, float... values) {
    ByteBuffer raw = littleEndian(Float.BYTES * values.length);
    raw.asFloatBuffer().put(values);
    return of(name, ElementType.FLOAT, shape, raw);
  }

  /** Makes an int64 tensor. */
  public static Initializer ofLongs(String name, List<Integer> shape, long... values) {
    ByteBuffer raw = littleEndian(Long.BYTES * values.length);
    raw.asLongBuffer().put(values);
    return of(name, ElementType.INT64, shape, raw);
  }

  /** Makes an int8 tensor. */
  public static Initializer ofBytes(String name, List<Integer> shape, byte... values) {
    return of(name, ElementType.INT8, shape, ByteBuffer.wrap(values));
  }

  /** Makes a uint8 tensor; each value is taken without its sign. */
  public static Initializer ofUnsignedBytes(String name, List<Integer> shape, byte... values) {
    return of(name, ElementType.UINT8, shape, ByteBuffer.wrap(values));
  }

  private static Initializer of(
      String name, ElementType type, List<Integer> shape, ByteBuffer raw) {
    List<Field> fields = new ArrayList<>();
    shape.forEach(axis -> fields.add(new Field.Varint(DIMS, axis)));
    fields.add(new Field.Varint(DATA_TYPE, type.code()));
    fields.add(Message.text(NAME, name));
    fields.add(new Field.Bytes(RAW_DATA, raw));
    Initializer made = new Initializer(new Message(fields), ExternalFiles.NONE);
    if ((long) made.count * type.bytes() != raw.remaining()) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + made.count + " values, got bytes: " + raw.remaining());
    }
    return made;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  Message message() {
    return message;
  }

  public String name() {
    return name;
  }

  /** Sizes of the axes, outermost first; empty for a single value. */
  public List<Integer> shape() {
    return shape;
  }

  public boolean isFloat() {
    return type == ElementType.FLOAT;
  }

  /**
   * A copy of the values of a float tensor.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when it holds something else, or too little
   */
  public float[] floats() {
    requireType(ElementType.FLOAT);
    float[] values = new float[count];
    List<Field> listed = message.all(FLOAT_DATA).toList();
    if (listed.isEmpty()) {
      raw().asFloatBuffer().get(values);
    } else {
      floatData(listed).asFloatBuffer().get(values);
    }
    return values;
  }

  /** Floats in a field of their own, packed or one by one. */
  private ByteBuffer floatData(List<Field> fields) {
    if (fields.size() == 1 && fields.get(0) instanceof Field.Bytes packed) {
      return requireBytes(packed.content());
    }
    ByteBuffer collected = littleEndian(Float.BYTES * fields.size());
    for (Field field : fields) {
      if (!(field instanceof Field.Fixed32 single)) {
        throw failure("mixes packed and single values");
      }
      collected.putInt(single.bits());
    }
    return requireBytes(collected.flip());
  }

  /**
   * A copy of the values of an int64 tensor.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when it holds something else, or too little
   */
  public long[] longs() {
    requireType(ElementType.INT64);
    List<Long> listed = message.integers(INT64_DATA);
    if (!listed.isEmpty()) {
      if (listed.size() != count) {
        throw failure("of shape " + shape + " has " + listed.size() + " values");
      }
      return listed.stream().mapToLong(Long::longValue).toArray();
    }
    long[] values = new long[count];
    raw().asLongBuffer().get(values);
    return values;
  }

  private ByteBuffer raw() {
    if (external != null) {
      return requireBytes(external);
    }
    return requireBytes(
        message
            .all(RAW_DATA)
            .reduce((first, last) -> last)
            .map(Message::content)
            .orElseGet(() -> ByteBuffer.allocate(0)));
  }

  private ByteBuffer requireBytes(ByteBuffer found) {
    long needed = (long) count * type.bytes();
    if (found.remaining() != needed) {
      throw failure("of shape " + shape + " has " + found.remaining() + " bytes, not " + needed);
    }
    return found.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void requireType(ElementType expected) {
    if (type != expected) {
      throw failure("must hold " + expected + ", got: " + type);
    }
  }

  private SemblanceException failure(String problem) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE, "tensor '" + name + "' of an ONNX graph " + problem);
  }

  @Override
  public String toString() {
    return name + " " + type + shape;
  }
}
