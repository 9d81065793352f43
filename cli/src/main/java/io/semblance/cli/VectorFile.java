package io.semblance.cli;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Vectors of texts, which are written to a file as they are made, so that encoding goes on where it
 * was stopped. The file's name says which texts and which model it belongs to.
 */
final class VectorFile {
  // The encoder's windows begin anew with each call, so parts of this size give the same batches
  // whether or not the work was interrupted between them.
  private static final int TEXTS_OF_PART = 4096;

  private final SentenceEncoder encoder;
  private final List<String> texts;
  private final Path file;
  private final long rowBytes;

  /**
   * Prepares.
   *
   * @param folder exists
   */
  VectorFile(Path folder, SentenceEncoder encoder, List<String> texts) {
    this.encoder = encoder;
    this.texts = texts;
    this.rowBytes = 4L * encoder.dimension();
    this.file = folder.resolve("vectors-" + key(encoder, texts) + ".f32");
  }

  private static String key(SentenceEncoder encoder, List<String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ModelInfo model = encoder.model();
      digest.update(
          List.of(model.fingerprint(), model.pipeline(), encoder.dimension(), model.maxTokens())
              .toString()
              .getBytes(StandardCharsets.UTF_8));
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  /** Encodes what is not in the file yet and reads all of it: a row of unit length a text. */
  EmbeddingMatrix encode(Progress progress) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int done = wholeParts(channel.size());
      channel.truncate(done * rowBytes).position(done * rowBytes);
      while (done < texts.size()) {
        List<String> part = texts.subList(done, Math.min(texts.size(), done + TEXTS_OF_PART));
        encode(part, channel, progress, done);
        done += part.size();
      }
      return read(channel);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private int wholeParts(long bytes) {
    long rows = Math.min(texts.size(), bytes / rowBytes);
    return (int) (rows == texts.size() ? rows : rows - rows % TEXTS_OF_PART);
  }

  private void encode(List<String> part, FileChannel channel, Progress progress, int before)
      throws IOException {
    try (Embeddings embeddings =
        encoder.encode(part, EncodeOptions.PLAIN.normalized(), shifted(progress, before))) {
      ByteBuffer row = ByteBuffer.allocate((int) rowBytes).order(ByteOrder.nativeOrder());
      for (int i = 0; i < part.size(); i++) {
        row.clear();
        row.asFloatBuffer().put(embeddings.vectors().row(i));
        while (row.hasRemaining()) {
          channel.write(row);
        }
      }
      channel.force(false);
    }
  }

  private static Progress shifted(Progress progress, int before) {
    return new Progress() {
      @Override
      public void advancedTo(long done) {
        progress.advancedTo(before + done);
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  private EmbeddingMatrix read(FileChannel channel) throws IOException {
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(texts.size(), encoder.dimension());
    float[] row = new float[encoder.dimension()];
    ByteBuffer bytes = ByteBuffer.allocate((int) rowBytes).order(ByteOrder.nativeOrder());
    channel.position(0);
    for (int i = 0; i < texts.size(); i++) {
      bytes.clear();
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new EOFException("it ends in row " + i + " of " + texts.size());
        }
      }
      bytes.flip().asFloatBuffer().get(row);
      matrix.setRow(i, row);
    }
    return matrix;
  }

  private SemblanceException failure(IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot keep vectors in " + file + ": " + cause, cause);
  }
}
