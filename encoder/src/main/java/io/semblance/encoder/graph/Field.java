package io.semblance.encoder.graph;

import java.nio.ByteBuffer;

/** One field of a protocol buffer message, named by its number. */
sealed interface Field {
  int VARINT = 0;
  int FIXED64 = 1;
  int LENGTH_DELIMITED = 2;
  int FIXED32 = 5;

  int number();

  /** How the value stands in the file. */
  int wireType();

  /** An integer of any signedness; negative numbers take ten bytes. */
  record Varint(int number, long value) implements Field {
    @Override
    public int wireType() {
      return VARINT;
    }
  }

  /** Eight bytes as they stand in the file. */
  record Fixed64(int number, long bits) implements Field {
    @Override
    public int wireType() {
      return FIXED64;
    }
  }

  /** Four bytes as they stand in the file. */
  record Fixed32(int number, int bits) implements Field {
    @Override
    public int wireType() {
      return FIXED32;
    }
  }

  /**
   * A string, packed numbers, or a message that nobody looked into.
   *
   * @param content shared and never written to; its position stays where it is
   */
  record Bytes(int number, ByteBuffer content) implements Field {
    @Override
    public int wireType() {
      return LENGTH_DELIMITED;
    }
  }

  /** A message that was looked into. */
  record Nested(int number, Message content) implements Field {
    @Override
    public int wireType() {
      return LENGTH_DELIMITED;
    }
  }
}
