package io.semblance.index.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.IntField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Graphs over tweets as the default model encodes them. The tweets may not be shipped, so these
 * tests are skipped, saying so, where {@code ../shared/data} is missing.
 */
class RealVectorsIT {
  private static final Path CORPUS =
      Path.of(
              System.getProperty("semblance.root"),
              "../shared/data/corpora/tweeteval/corpus.jsonl.gz")
          .normalize();
  private static final VectorSimilarityFunction DOT = VectorSimilarityFunction.DOT_PRODUCT;
  private static final int ROWS = 6000;
  private static final int QUERIES = 100;
  private static final int EF = 100;

  @TempDir private static Path folder;
  private static float[][] rows;
  private static float[][] queries;

  @BeforeAll
  static void encode() throws IOException {
    boolean hasData = Files.isRegularFile(CORPUS);
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(hasData).as("tweets must be in %s", CORPUS).isTrue();
    }
    Assumptions.assumeTrue(hasData, "SKIPPED: tweets not found in " + CORPUS);
    EncoderOptions options = EncoderOptions.defaults().withModelsFolder(folder.resolve("models"));
    try (SentenceEncoder encoder =
        SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2, options)) {
      float[][] all = encoder.encode(texts(ROWS + QUERIES), EncodeOptions.PLAIN.normalized());
      rows = Arrays.copyOf(all, ROWS);
      queries = Arrays.copyOfRange(all, ROWS, ROWS + QUERIES);
    }
  }

  private static List<String> texts(int count) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(CORPUS)), StandardCharsets.UTF_8))) {
      while (texts.size() < count) {
        texts.add(json.readTree(lines.readLine()).path("text").asText());
      }
    }
    return List.copyOf(texts);
  }

  @Test
  void findsAsMuchAsStocksGraphWithAndWithoutFilters() throws IOException {
    try (Directory ours = index("ours", new BatchedHnswVectorsFormat(16, 100));
        Directory stock = index("stock", new Lucene99HnswVectorsFormat(16, 100))) {
      for (double part : new double[] {0.01, 0.05, 0.1, 0.5, 1}) {
        double found = recall(ours, part);
        assertThat(found)
            .as("filter of " + part)
            .isGreaterThan(0.97)
            .isGreaterThanOrEqualTo(recall(stock, part) - 0.01);
      }
    }
  }

  private static Directory index(String name, KnnVectorsFormat format) throws IOException {
    Directory directory = new MMapDirectory(folder.resolve(name));
    VectorSegments.write(directory, format, rows, DOT);
    return directory;
  }

  private static double recall(Directory directory, double part) throws IOException {
    int passing = (int) (part * ROWS);
    int[] candidates = Arrays.copyOf(VectorSegments.all(rows), passing);
    Query filter =
        passing == ROWS ? null : IntField.newRangeQuery(VectorSegments.ROW, 0, passing - 1);
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return VectorSegments.recall(reader, rows, queries, DOT, EF, candidates, filter);
    }
  }
}
