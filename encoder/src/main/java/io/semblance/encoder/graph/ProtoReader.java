package io.semblance.encoder.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the wire format of protocol buffers from untrusted bytes: a varint has at most ten bytes, a
 * length stays within what is there, groups (obsolete, never in ONNX) are refused. Nothing is
 * copied; one thread only.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtoReader {
  private static final int MAX_VARINT_SHIFT = 63;

  private final ByteBuffer bytes;

  /** Reads from {@code source}'s position to its limit, leaving both alone. */
  ProtoReader(ByteBuffer source) {
    bytes = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean hasNext() {
    return bytes.hasRemaining();
  }

  Field next() {
    long key = varint();
    if (key >>> 3 == 0 || key >>> 3 > 0x1FFFFFFF) {
      throw new MalformedGraphException("a field has the number " + (key >>> 3));
    }
    int number = (int) (key >>> 3);
    int wireType = (int) (key & 7);
    return switch (wireType) {
      case Field.VARINT -> new Field.Varint(number, varint());
      case Field.FIXED64 -> new Field.Fixed64(number, require(Long.BYTES).getLong());
      case Field.LENGTH_DELIMITED -> new Field.Bytes(number, content());
      case Field.FIXED32 -> new Field.Fixed32(number, require(Integer.BYTES).getInt());
      default -> throw new MalformedGraphException("a field has the wire type " + wireType);
    };
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
      byte next = require(1).get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedGraphException("a number has more than ten bytes");
  }

  private ByteBuffer content() {
    long length = varint();
    ByteBuffer content = require(length).slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return content.order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer require(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new MalformedGraphException(
          "a field needs "
              + Long.toUnsignedString(length)
              + " bytes where "
              + bytes.remaining()
              + " are left");
    }
    return bytes;
  }
}
