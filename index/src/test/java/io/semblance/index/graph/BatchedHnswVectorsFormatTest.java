package io.semblance.index.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchedHnswVectorsFormatTest {
  private static final VectorSimilarityFunction DOT = VectorSimilarityFunction.DOT_PRODUCT;
  private static final BatchedHnswVectorsFormat FORMAT = new BatchedHnswVectorsFormat(16, 100);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(VectorSimilarityFunction.class)
  void findsWhatStocksGraphFinds(VectorSimilarityFunction function) throws IOException {
    float[][] rows = rows(function, 1, 3000);
    float[][] queries = rows(function, 2, 50);

    double ours = recall(FORMAT, rows, queries, function);
    double stock = recall(new Lucene99HnswVectorsFormat(16, 100), rows, queries, function);

    assertThat(ours).isGreaterThan(0.9).isGreaterThanOrEqualTo(stock - 0.01);
  }

  private static float[][] rows(VectorSimilarityFunction function, long seed, int count) {
    return function == DOT
        ? VectorSegments.clustered(seed, count, 32, 20)
        : VectorSegments.random(seed, count, 16);
  }

  private double recall(
      KnnVectorsFormat format, float[][] rows, float[][] queries, VectorSimilarityFunction function)
      throws IOException {
    Path index = Files.createTempDirectory(folder, "index");
    try (Directory directory = new MMapDirectory(index)) {
      VectorSegments.write(directory, format, rows, function);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        return VectorSegments.recall(
            reader, rows, queries, function, 40, VectorSegments.all(rows), null);
      }
    }
  }

  @Test
  void isReadByTheStockReaderAndSound() throws IOException {
    try (Directory directory = new MMapDirectory(folder)) {
      VectorSegments.write(directory, FORMAT, VectorSegments.clustered(1, 3000, 24, 5), DOT);

      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(vectorsReader(reader)).isInstanceOf(Lucene99HnswVectorsReader.class);
        assertThat(graph(reader).numLevels()).isGreaterThan(1);
      }
      requireSound(directory);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.1, 0.5})
  void findsWhatPassesAFilter(double part) throws IOException {
    float[][] rows = VectorSegments.clustered(1, 5000, 32, 20);
    float[][] queries = VectorSegments.clustered(2, 50, 32, 20);
    int passing = (int) (part * rows.length);
    int[] candidates = Arrays.copyOf(VectorSegments.all(rows), passing);
    Query filter = IntField.newRangeQuery(VectorSegments.ROW, 0, passing - 1);
    try (Directory directory = new MMapDirectory(folder)) {
      VectorSegments.write(directory, FORMAT, rows, DOT);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(VectorSegments.recall(reader, rows, queries, DOT, 100, candidates, filter))
            .isGreaterThan(0.97);
      }
    }
  }

  @Test
  void givesTheSameGraphWithAnyNumberOfThreads() throws IOException {
    float[][] rows = VectorSegments.clustered(1, 4000, 32, 20);

    byte[] alone = links(new BatchedHnswVectorsFormat(8, 40, 1), rows, "alone");
    byte[] again = links(new BatchedHnswVectorsFormat(8, 40, 1), rows, "again");
    byte[] three = links(new BatchedHnswVectorsFormat(8, 40, 3), rows, "three");

    assertThat(again).isEqualTo(alone);
    assertThat(three).isEqualTo(alone);
  }

  /** The file of links without its header and footer, which hold the segment's random id. */
  private byte[] links(BatchedHnswVectorsFormat format, float[][] rows, String name)
      throws IOException {
    Path index = folder.resolve(name);
    try (Directory directory = new MMapDirectory(index)) {
      VectorSegments.write(directory, format, rows, DOT);
    }
    try (Stream<Path> files = Files.list(index)) {
      Path file = files.filter(path -> path.toString().endsWith(".vex")).findAny().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      return Arrays.copyOfRange(bytes, 100, bytes.length - 16);
    }
  }

  @Test
  void mergesSegmentsWithDeletes() throws IOException {
    float[][] rows = VectorSegments.clustered(1, 4000, 32, 20);
    float[][] queries = VectorSegments.clustered(2, 50, 32, 20);
    int[] kept =
        Arrays.stream(VectorSegments.all(rows)).filter(row -> row < 500 || row >= 1700).toArray();
    try (Directory directory = new MMapDirectory(folder)) {
      IndexWriterConfig config = VectorSegments.config(FORMAT);
      config.setMergePolicy(new TieredMergePolicy());
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int from = 0; from < rows.length; from += 1000) {
          VectorSegments.add(writer, rows, from, from + 1000, DOT);
          writer.flush();
        }
        writer.deleteDocuments(IntField.newRangeQuery(VectorSegments.ROW, 500, 1699));
        writer.forceMerge(1);
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(reader.leaves()).hasSize(1);
        assertThat(reader.numDocs()).isEqualTo(kept.length);
        assertThat(VectorSegments.recall(reader, rows, queries, DOT, 60, kept, null))
            .isGreaterThan(0.97);
      }
      requireSound(directory);
    }
  }

  @Test
  void keepsVectorsAndDocumentsTogetherInASortedIndex() throws IOException {
    float[][] rows = VectorSegments.clustered(1, 2000, 16, 10);
    try (Directory directory = new MMapDirectory(folder)) {
      IndexWriterConfig config = VectorSegments.config(FORMAT);
      config.setIndexSort(new Sort(new SortField("order", SortField.Type.LONG)));
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        VectorSegments.add(writer, rows, 0, rows.length, DOT);
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        for (int row = 0; row < rows.length; row += 97) {
          assertThat(VectorSegments.search(reader, rows[row], 1, 50, null)).containsExactly(row);
        }
      }
      requireSound(directory);
    }
  }

  @Test
  void reachesEveryNodeAmongManyEqualVectors() throws IOException {
    float[][] rows = VectorSegments.clustered(1, 6000, 16, 3);
    for (int row = 0; row < 5000; row++) {
      rows[row] = rows[row % 2];
    }
    try (Directory directory = new MMapDirectory(folder)) {
      VectorSegments.write(directory, FORMAT, rows, DOT);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(reachable(graph(reader))).isEqualTo(rows.length);
        assertThat(Arrays.stream(VectorSegments.search(reader, rows[0], 10, 100, null)).boxed())
            .hasSize(10)
            .allMatch(row -> row < 5000 && row % 2 == 0);
      }
    }
  }

  @Test
  void reachesEveryNodeOfDistantClusters() throws IOException {
    float[][] rows = VectorSegments.random(1, 5000, 8);
    for (int row = 0; row < rows.length; row++) {
      rows[row][row % 5] += 1000 * (row % 5);
    }
    try (Directory directory = new MMapDirectory(folder)) {
      VectorSegments.write(directory, FORMAT, rows, VectorSimilarityFunction.EUCLIDEAN);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(reachable(graph(reader))).isEqualTo(rows.length);
      }
    }
  }

  @Test
  void holdsAnyNumberOfVectors() throws IOException {
    Random random = new Random(7);
    for (int count = 1; count <= 1500; count += 1 + random.nextInt(1 + count / 4)) {
      float[][] rows = VectorSegments.clustered(count, count, 8, 4);
      try (Directory directory = new ByteBuffersDirectory()) {
        VectorSegments.write(directory, new BatchedHnswVectorsFormat(4, 20), rows, DOT);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          int asked = Math.min(count, 10);
          assertThat(VectorSegments.search(reader, rows[0], asked, 50, null))
              .as("of " + count)
              .hasSize(asked);
        }
        requireSound(directory);
      }
    }
  }

  @Test
  void holdsLongVectorsBesideDocumentsWithout() throws IOException {
    float[][] rows = VectorSegments.clustered(1, 900, BatchedHnswVectorsFormat.MAX_DIMENSIONS, 3);
    try (Directory directory = FSDirectory.open(folder)) {
      try (IndexWriter writer = new IndexWriter(directory, VectorSegments.config(FORMAT))) {
        writer.addDocument(new Document());
        VectorSegments.add(writer, rows, 0, rows.length, DOT);
        writer.addDocument(new Document());
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertThat(VectorSegments.search(reader, rows[321], 1, 50, null)).containsExactly(321);
        assertThat(reader.numDocs()).isEqualTo(902);
      }
    }
  }

  @Test
  void refusesByteVectorsAndWrongParameters() throws IOException {
    Document document = new Document();
    document.add(new KnnByteVectorField("bytes", new byte[] {1, 2}));
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, VectorSegments.config(FORMAT))) {
      assertThatThrownBy(() -> writer.addDocument(document))
          .hasMessage("vectors must be floats, got: field 'bytes' of BYTE");
    }
    assertThatThrownBy(() -> new BatchedHnswVectorsFormat(1, 100))
        .hasMessage("m must be between 2 and 512, got: 1");
    assertThatThrownBy(() -> new BatchedHnswVectorsFormat(16, 100, 0))
        .hasMessage("threads must be at least 1, got: 0");
  }

  private static KnnVectorsReader vectorsReader(DirectoryReader reader) {
    CodecReader leaf = (CodecReader) reader.leaves().get(0).reader();
    return ((PerFieldKnnVectorsFormat.FieldsReader) leaf.getVectorReader())
        .getFieldReader(VectorSegments.FIELD);
  }

  private static HnswGraph graph(DirectoryReader reader) throws IOException {
    return ((HnswGraphProvider) vectorsReader(reader)).getGraph(VectorSegments.FIELD);
  }

  private static int reachable(HnswGraph graph) throws IOException {
    FixedBitSet reached = new FixedBitSet(graph.size());
    int[] pending = new int[graph.size()];
    int count = 0;
    pending[count++] = graph.entryNode();
    reached.set(graph.entryNode());
    while (count > 0) {
      graph.seek(0, pending[--count]);
      for (int link = graph.nextNeighbor();
          link != DocIdSetIterator.NO_MORE_DOCS;
          link = graph.nextNeighbor()) {
        if (!reached.getAndSet(link)) {
          pending[count++] = link;
        }
      }
    }
    return reached.cardinality();
  }

  private static void requireSound(Directory directory) throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setInfoStream(new PrintStream(log, true, StandardCharsets.UTF_8));
      check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
      assertThat(check.checkIndex().clean).as(log.toString(StandardCharsets.UTF_8)).isTrue();
    }
  }
}
