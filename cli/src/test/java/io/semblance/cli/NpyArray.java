package io.semblance.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A NumPy file as numpy reads it: the type's name and {@code [rows][columns]} numbers. */
record NpyArray(String type, double[][] rows) {
  private static final int MAGIC_BYTES = 8;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(\\S+)', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\), } *\n");

  static NpyArray read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int start = MAGIC_BYTES + Short.BYTES;
    int length = bytes.getShort(MAGIC_BYTES);
    Matcher header =
        HEADER.matcher(new String(bytes.array(), start, length, StandardCharsets.US_ASCII));
    if (!header.matches()) {
      throw new IllegalStateException(file + " has another header: " + header);
    }
    bytes.position(start + length);
    int rows = Integer.parseInt(header.group(2));
    int columns = Integer.parseInt(header.group(3));
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = next(header.group(1), bytes);
      }
    }
    if (bytes.hasRemaining()) {
      throw new IllegalStateException(file + " has " + bytes.remaining() + " bytes too many");
    }
    return new NpyArray(header.group(1), values);
  }

  private static double next(String type, ByteBuffer bytes) {
    return switch (type) {
      case "<f4" -> bytes.getFloat();
      case "|i1" -> bytes.get();
      case "|u1" -> Byte.toUnsignedInt(bytes.get());
      default -> throw new IllegalStateException("unknown type " + type);
    };
  }
}
