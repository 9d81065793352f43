package io.semblance.encoder.weights;

import java.nio.ByteBuffer;

/**
 * The element types that are read; each is widened to float. Names are those of the file format.
 */
enum ElementType {
  F64(8) {
    @Override
    float next(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  F32(4) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  F16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return Float.float16ToFloat(bytes.getShort());
    }
  },
  BF16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  I64(8) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getLong();
    }
  },
  I32(4) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  I8(1) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.get();
    }
  };

  final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  abstract float next(ByteBuffer bytes);

  float[] widen(ByteBuffer source, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = next(source);
    }
    return values;
  }
}
