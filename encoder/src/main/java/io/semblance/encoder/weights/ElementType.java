package io.semblance.encoder.weights;

import java.nio.ByteBuffer;

/** The element types that are read. Names are those of the safetensors format. */
enum ElementType {
  F64(8, false) {
    @Override
    float nextFloat(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  F32(4, false) {
    @Override
    float nextFloat(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  F16(2, false) {
    @Override
    float nextFloat(ByteBuffer bytes) {
      return Float.float16ToFloat(bytes.getShort());
    }
  },
  BF16(2, false) {
    @Override
    float nextFloat(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  I8(1, true) {
    @Override
    long nextInteger(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  U8(1, true) {
    @Override
    long nextInteger(ByteBuffer bytes) {
      return Byte.toUnsignedLong(bytes.get());
    }
  },
  BOOL(1, true) {
    @Override
    long nextInteger(ByteBuffer bytes) {
      return bytes.get() == 0 ? 0 : 1;
    }
  },
  I16(2, true) {
    @Override
    long nextInteger(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  I32(4, true) {
    @Override
    long nextInteger(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  I64(8, true) {
    @Override
    long nextInteger(ByteBuffer bytes) {
      return bytes.getLong();
    }
  };

  final int bytes;
  final boolean integer;

  ElementType(int bytes, boolean integer) {
    this.bytes = bytes;
    this.integer = integer;
  }

  /** Whether a float holds every value, or the nearest one for {@link #F64}. */
  boolean isReadAsFloat() {
    return !integer || bytes <= Short.BYTES;
  }

  float nextFloat(ByteBuffer bytes) {
    return nextInteger(bytes);
  }

  /** Only for types with {@link #integer}. */
  long nextInteger(ByteBuffer bytes) {
    throw new IllegalStateException(this + " holds no integers");
  }
}
