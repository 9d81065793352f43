package io.semblance.bench.search;

import io.semblance.bench.Tweets;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Scored;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Tweets as unit vectors of the default model, encoded once and kept in three little-endian files
 * that a peer in any language can read: {@code base.f32}, {@code queries.f32} and {@code
 * truth.i32}, the rows of the {@value #K} closest of {@code base} for each query.
 *
 * @param base what is indexed, {@code float[BASE][DIMENSION]}
 * @param queries of other tweets, {@code float[QUERIES][DIMENSION]}
 * @param truth {@code int[QUERIES][K]}, found by exact scan
 */
record TweetVectors(float[][] base, float[][] queries, int[][] truth) {
  static final int K = 10;
  static final int DIMENSION = 384;
  private static final int BASE = 50_000;
  private static final int QUERIES = 1000;

  /** Encodes the tweets unless {@code folder} holds them already. */
  static void prepare(Path corpus, Path folder) throws IOException {
    if (Files.exists(folder.resolve("truth.i32"))) {
      return;
    }
    Files.createDirectories(folder);
    List<String> texts = Tweets.distinctTexts(corpus, BASE + QUERIES);
    float[][] vectors = Tweets.encode(texts);
    float[][] base = List.of(vectors).subList(0, BASE).toArray(new float[0][]);
    float[][] queries = List.of(vectors).subList(BASE, BASE + QUERIES).toArray(new float[0][]);
    write(folder.resolve("base.f32"), base);
    write(folder.resolve("queries.f32"), queries);
    writeTruth(folder.resolve("truth.i32"), base, queries);
  }

  private static void writeTruth(Path file, float[][] base, float[][] queries) throws IOException {
    ByteBuffer bytes = littleEndian(4 * K * queries.length);
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(base)) {
      for (float[] query : queries) {
        for (Scored scored : matrix.topK(Similarity.DOT_PRODUCT, query, K)) {
          bytes.putInt(scored.ordinal());
        }
      }
    }
    write(file, bytes);
  }

  private static void write(Path file, float[][] rows) throws IOException {
    ByteBuffer bytes = littleEndian(4 * DIMENSION * rows.length);
    for (float[] row : rows) {
      bytes.asFloatBuffer().put(row);
      bytes.position(bytes.position() + 4 * row.length);
    }
    write(file, bytes);
  }

  /** Reads what {@link #prepare} wrote. */
  static TweetVectors read(Path folder) throws IOException {
    return new TweetVectors(
        readRows(folder.resolve("base.f32")),
        readRows(folder.resolve("queries.f32")),
        readTruth(folder.resolve("truth.i32")));
  }

  private static float[][] readRows(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[][] rows = new float[bytes.capacity() / (4 * DIMENSION)][DIMENSION];
    for (int row = 0; row < rows.length; row++) {
      bytes.position(4 * DIMENSION * row).asFloatBuffer().get(rows[row]);
    }
    return rows;
  }

  private static int[][] readTruth(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int[][] rows = new int[bytes.capacity() / (4 * K)][K];
    for (int row = 0; row < rows.length; row++) {
      bytes.position(4 * K * row).asIntBuffer().get(rows[row]);
    }
    return rows;
  }

  private static void write(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      bytes.clear();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
