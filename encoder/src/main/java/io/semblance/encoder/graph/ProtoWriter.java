package io.semblance.encoder.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Writes the wire format of protocol buffers. One thread only. */
final class ProtoWriter {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_SCALAR_BYTES = 20;

  private final WritableByteChannel target;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  ProtoWriter(WritableByteChannel target) {
    this.target = target;
  }

  void write(Message message) throws IOException {
    for (Field field : message.fields()) {
      write(field);
    }
  }

  void flush() throws IOException {
    drain(buffer.flip());
    buffer.clear();
  }

  private void write(Field field) throws IOException {
    makeRoom();
    varint((long) field.number() << 3 | field.wireType());
    if (field instanceof Field.Varint varint) {
      varint(varint.value());
    } else if (field instanceof Field.Fixed64 fixed) {
      buffer.putLong(fixed.bits());
    } else if (field instanceof Field.Fixed32 fixed) {
      buffer.putInt(fixed.bits());
    } else if (field instanceof Field.Bytes bytes) {
      varint(bytes.content().remaining());
      bytes(bytes.content().duplicate());
    } else if (field instanceof Field.Nested nested) {
      varint(nested.content().size());
      write(nested.content());
    }
  }

  private void makeRoom() throws IOException {
    if (buffer.remaining() < MAX_SCALAR_BYTES) {
      flush();
    }
  }

  private void bytes(ByteBuffer content) throws IOException {
    if (content.remaining() > buffer.remaining()) {
      flush();
      drain(content);
    } else {
      buffer.put(content);
    }
  }

  private void drain(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      target.write(content);
    }
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  /** Bytes of a field on the wire. */
  static long size(Field field) {
    long key = varintSize((long) field.number() << 3);
    if (field instanceof Field.Varint varint) {
      return key + varintSize(varint.value());
    }
    if (field instanceof Field.Fixed64) {
      return key + Long.BYTES;
    }
    if (field instanceof Field.Fixed32) {
      return key + Integer.BYTES;
    }
    long length =
        field instanceof Field.Nested nested
            ? nested.content().size()
            : ((Field.Bytes) field).content().remaining();
    return key + varintSize(length) + length;
  }

  private static int varintSize(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }
}
