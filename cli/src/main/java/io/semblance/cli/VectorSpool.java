package io.semblance.cli;

import io.semblance.encoder.TokenCount;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps encoded texts in a temporary file until the last one is known, then gives them back in
 * order.
 */
final class VectorSpool implements EmbeddingSink, AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final DataOutputStream out;
  private long texts;

  private VectorSpool(Path file) throws IOException {
    this.file = file;
    this.out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
  }

  /** Makes a file in this folder, which goes away when this is closed or the JVM is stopped. */
  static VectorSpool in(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "semblance-", ".vectors");
    file.toFile().deleteOnExit();
    return new VectorSpool(file);
  }

  @Override
  public void write(EncodedText text) throws IOException {
    byte[] characters = text.text().getBytes(StandardCharsets.UTF_8);
    out.writeInt(characters.length);
    out.write(characters);
    out.writeInt(text.count().tokens());
    out.writeBoolean(text.count().truncated());
    out.writeInt(text.vector().length);
    for (float value : text.vector()) {
      out.writeFloat(value);
    }
    texts++;
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  /** Writes all texts to {@code sink}, after {@link #finish}. */
  void copyTo(EmbeddingSink sink) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
      for (long i = 0; i < texts; i++) {
        sink.write(read(in));
      }
    }
  }

  private static EncodedText read(DataInputStream in) throws IOException {
    String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    TokenCount count = new TokenCount(in.readInt(), in.readBoolean());
    float[] vector = new float[in.readInt()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = in.readFloat();
    }
    return new EncodedText(text, count, vector);
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
