package io.semblance.index.lucene;

import static io.semblance.index.lucene.VectorIndexFixture.config;
import static io.semblance.index.lucene.VectorIndexFixture.document;
import static io.semblance.index.lucene.VectorIndexFixture.randomUnitVectors;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures, in alternating rounds of one run, what copies and the wrapper cost: seconds of the
 * processor, so that what else runs on the machine matters little. More documents: {@code
 * -DargLine=-Dsemblance.copies.documents=100000}.
 */
class UniqueVectorsIT {
  private static final int ROUNDS = Integer.getInteger("semblance.copies.rounds", 2);
  private static final int DOCUMENTS = Integer.getInteger("semblance.copies.documents", 10_000);
  private static final int DIMENSION = 32;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final KnnVectorsFormat graph = new Lucene99HnswVectorsFormat(16, 100);
  private final KnnVectorsFormat unique = new UniqueVectorsFormat(graph);

  private double seconds(Path folder, KnnVectorsFormat format, float[][] vectors)
      throws IOException {
    IndexWriterConfig config = config(format).setMergeScheduler(new SerialMergeScheduler());
    long start = threads.getCurrentThreadCpuTime();
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < vectors.length; id++) {
        writer.addDocument(document(id, vectors[id]));
      }
      writer.forceMerge(1);
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e9;
  }

  /** Half of them have one and the same vector, between the others. */
  private static float[][] halfIdentical(float[][] distinct) {
    float[][] vectors = distinct.clone();
    for (int i = 0; i < vectors.length; i += 2) {
      vectors[i] = distinct[0];
    }
    return vectors;
  }

  @Test
  void identicalVectorsAreNotSlowerThanDifferentOnesNorIsTheWrapper(@TempDir Path folder)
      throws IOException {
    float[][] distinct = randomUnitVectors(1, DOCUMENTS, DIMENSION);
    float[][] half = halfIdentical(distinct);
    double[] plain = new double[ROUNDS];
    double[] wrapped = new double[ROUNDS];
    double[] copies = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      plain[round] = seconds(folder.resolve("plain" + round), graph, distinct);
      wrapped[round] = seconds(folder.resolve("wrapped" + round), unique, distinct);
      copies[round] = seconds(folder.resolve("copies" + round), unique, half);
    }

    String measured =
        DOCUMENTS
            + " documents, seconds in rounds: Lucene's graph "
            + Arrays.toString(plain)
            + ", unique vectors "
            + Arrays.toString(wrapped)
            + ", half of them identical "
            + Arrays.toString(copies);
    System.out.println(measured);
    assertThat(fastest(wrapped)).as(measured).isLessThan(1.3 * fastest(plain));
    assertThat(fastest(copies)).as(measured).isLessThan(1.3 * fastest(wrapped));
  }

  private static double fastest(double[] seconds) {
    return Arrays.stream(seconds).min().orElseThrow();
  }
}
