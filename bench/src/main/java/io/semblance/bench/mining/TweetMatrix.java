package io.semblance.bench.mining;

import io.semblance.bench.Tweets;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The vectors of {@value #COUNT} different tweets, encoded once and kept in a file of little-endian
 * floats, row after row.
 */
public final class TweetMatrix {
  static final int DIMENSION = 384;
  private static final int COUNT = 100_000;
  private static final int ROW_BYTES = 4 * DIMENSION;

  private TweetMatrix() {}

  /**
   * Encodes the tweets unless a file holds them already: some minutes, and in a process of its own
   * so that the model's memory is not counted as mining's.
   *
   * @param arguments the corpus of tweets, the file
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    float[][] vectors = Tweets.encode(Tweets.distinctTexts(Path.of(arguments[0]), COUNT));
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (float[] vector : vectors) {
        ByteBuffer bytes = row();
        bytes.asFloatBuffer().put(vector);
        channel.write(bytes);
      }
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ByteBuffer row() {
    return ByteBuffer.allocate(ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads the first rows of a file. */
  static EmbeddingMatrix read(Path file, int rows) throws IOException {
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(rows, DIMENSION);
    try (FileChannel channel = FileChannel.open(file)) {
      float[] vector = new float[DIMENSION];
      ByteBuffer bytes = row();
      for (int row = 0; row < rows; row++) {
        bytes.clear();
        if (channel.read(bytes) != ROW_BYTES) {
          throw new IOException(file + " must hold " + rows + " rows, ends in row " + row);
        }
        bytes.flip().asFloatBuffer().get(vector);
        matrix.setRow(row, vector);
      }
      return matrix;
    } catch (IOException e) {
      matrix.close();
      throw e;
    }
  }
}
