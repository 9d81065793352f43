package io.semblance.index.lucene;

import static io.semblance.index.lucene.VectorIndexFixture.FIELD;
import static io.semblance.index.lucene.VectorIndexFixture.document;
import static io.semblance.index.lucene.VectorIndexFixture.randomUnitVectors;
import static io.semblance.index.lucene.VectorIndexFixture.unmerged;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures an exact scan against adding up the longs of the same file, in alternating rounds. */
class VectorScanIT {
  private static final int VECTORS = 50_000;
  private static final int DIMENSION = 384;
  private static final int ROUNDS = 600;

  private static void write(Path folder) throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer =
            new IndexWriter(
                directory,
                unmerged(new UniqueVectorsFormat(new Lucene99HnswVectorsFormat(2, 2)))
                    .setRAMBufferSizeMB(1000))) {
      for (int part = 0; part < 10; part++) {
        for (float[] vector : randomUnitVectors(part, VECTORS / 10, DIMENSION)) {
          writer.addDocument(document(part, vector));
        }
      }
    }
  }

  private static LongBuffer map(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path vectors =
          files.filter(file -> file.toString().endsWith(".vec")).findFirst().orElseThrow();
      try (FileChannel channel = FileChannel.open(vectors, StandardOpenOption.READ)) {
        return channel
            .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
      }
    }
  }

  private static long sum(LongBuffer values) {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (int i = 0; i < values.limit() - 3; i += 4) {
      a += values.get(i);
      b += values.get(i + 1);
      c += values.get(i + 2);
      d += values.get(i + 3);
    }
    return a + b + c + d;
  }

  @Test
  void readsAtLeastHalfAsFastAsMemoryCanBeRead(@TempDir Path folder) throws IOException {
    write(folder);
    LongBuffer memory = map(folder);
    float[] query = randomUnitVectors(99, 1, DIMENSION)[0];
    double[] plain = new double[ROUNDS];
    double[] scan = new double[ROUNDS];
    long sums = 0;
    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      assertThat(leaf.maxDoc()).isEqualTo(VECTORS);
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        sums += sum(memory);
        long between = System.nanoTime();
        float[] similarities = new float[VECTORS];
        AcceptDocs all = AcceptDocs.fromLiveDocs(null, VECTORS);
        VectorScan.scan(leaf, FIELD, query, all, (doc, score) -> similarities[doc] = score);
        plain[round] = between - start;
        scan[round] = System.nanoTime() - between;
      }
    }

    String measured =
        String.format(
            Locale.ROOT,
            "%d x %d floats: summed at %.1f GB/s, scanned at %.1f GB/s (checksum %d)",
            VECTORS,
            DIMENSION,
            bytesPerNanosecond(plain),
            bytesPerNanosecond(scan),
            sums);
    System.out.println(measured);
    assertThat(bytesPerNanosecond(scan))
        .as(measured)
        .isGreaterThan(0.5 * bytesPerNanosecond(plain));
  }

  /** Of the quick rounds, which other work on the machine disturbed least. */
  private static double bytesPerNanosecond(double[] nanoseconds) {
    double[] sorted = nanoseconds.clone();
    Arrays.sort(sorted);
    return 4.0 * VECTORS * DIMENSION / sorted[sorted.length / 10];
  }
}
