package io.semblance.encoder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes tiny ONNX graphs, field by field as {@code onnx.proto} numbers them. */
final class OnnxBytes {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;
  private static final int FLOAT = 1;

  private OnnxBytes() {}

  /** A graph that gives back its one input of floats, of one element. */
  static byte[] identity(String input, String output) {
    byte[] node = join(text(1, input), text(2, output), text(4, "Identity"));
    byte[] graph =
        join(bytes(1, node), text(2, "g"), bytes(11, value(input)), bytes(12, value(output)));
    return join(
        number(1, IR_VERSION),
        bytes(7, graph),
        bytes(8, join(text(1, ""), number(2, OPERATOR_SET))));
  }

  private static byte[] value(String name) {
    byte[] shape = bytes(1, number(1, 1));
    byte[] tensor = join(number(1, FLOAT), bytes(2, shape));
    return join(text(1, name), bytes(2, bytes(1, tensor)));
  }

  private static byte[] number(int field, int value) {
    return new byte[] {(byte) (field << 3), (byte) value};
  }

  private static byte[] text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lengths below 128 are one byte. */
  private static byte[] bytes(int field, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 0x80
            ? new byte[] {(byte) (field << 3 | 2), (byte) length}
            : new byte[] {(byte) (field << 3 | 2), (byte) (length | 0x80), (byte) (length >> 7)};
    return join(head, content);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
