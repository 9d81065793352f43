package io.semblance.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.GraphPrecision;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.graph.OnnxModel;
import io.semblance.encoder.quantize.Quantization;
import io.semblance.eval.data.RetrievalData;
import io.semblance.eval.data.ScoredPair;
import io.semblance.eval.measure.Correlation;
import io.semblance.eval.measure.NdcgAtK;
import io.semblance.index.SourceDocument;
import io.semblance.progress.Progress;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.TopK;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default model as int8 against itself as float32. The published data may not be shipped; the
 * tests that need it are skipped, saying so, where the folder {@code ../shared/data} is missing.
 */
class QuantizedModelIT {
  private static final Path ROOT = Path.of(System.getProperty("semblance.root"));
  private static final Path DATA = ROOT.resolve("../shared/data").normalize();
  private static final int CALIBRATION = 200;

  @TempDir private static Path temporary;
  @TempDir private Path scratch;

  private static List<String> heldOut;
  private static Quantization quantization;
  private static Path folder;
  private static SentenceEncoder float32;
  private static SentenceEncoder int8;

  @BeforeAll
  static void quantize() throws IOException {
    EncoderOptions options =
        EncoderOptions.defaults().withModelsFolder(temporary.resolve("models"));
    folder = temporary.resolve("int8");
    List<String> sentences = sentences();
    heldOut = sentences.subList(CALIBRATION, CALIBRATION + 300);
    float32 = SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2, options);
    quantization =
        Quantization.write(
            float32, options, sentences.subList(0, CALIBRATION), "test", folder, Progress.NONE);
    int8 = SentenceEncoders.load(folder.toString(), options);
  }

  @AfterAll
  static void closeModels() {
    if (int8 != null) {
      int8.close();
      float32.close();
    }
  }

  /** Sentences on fourteen topics, one of each in turn. */
  private static List<String> sentences() throws IOException {
    List<String> texts = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(ROOT.resolve("sample-corpora/topics/data.jsonl"))) {
      texts.add(json.readTree(line).path("text").asText());
    }
    return texts;
  }

  private static void requireData() {
    boolean hasData = Files.isDirectory(DATA);
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(hasData).as("evaluation data must be in %s", DATA).isTrue();
    }
    Assumptions.assumeTrue(hasData, "SKIPPED: evaluation data not found in " + DATA);
  }

  @Test
  void everyVectorKeepsACosineOf997ToItsOriginal() {
    float[][] expected = float32.encode(heldOut, InputType.PLAIN);
    float[][] found = int8.encode(heldOut, InputType.PLAIN);
    double[] cosines = new double[expected.length];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = Similarity.COSINE.score(expected[i], found[i]);
    }

    double least = Arrays.stream(cosines).min().orElseThrow();
    System.out.printf(
        "int8 to float32, cosine of %d texts: mean %.5f, least %.5f%n",
        cosines.length, Arrays.stream(cosines).average().orElseThrow(), least);
    assertThat(int8.model().pipeline().get(0)).contains(", 384 wide, int8");
    assertThat(cosines).hasSize(300);
    assertThat(least).isGreaterThanOrEqualTo(0.997);
  }

  @Test
  void aTextAloneHasTheVectorThatItHasInABatch() {
    List<String> mixed = new ArrayList<>(heldOut.subList(0, 40));
    mixed.add("short");
    mixed.add("word ".repeat(200));
    float[][] together = int8.encode(mixed, InputType.PLAIN);

    for (int i = 0; i < mixed.size(); i++) {
      assertThat(int8.encode(mixed.get(i), InputType.PLAIN))
          .containsExactly(together[i], within(1e-5f));
    }
  }

  @Test
  void theFilesAreAQuarterOfTheSize() {
    List<Quantization.GraphFile> graphs = quantization.graphs();

    assertThat(graphs).hasSize(3);
    assertThat(graphs.get(0).bytes()).isGreaterThan(90_000_000);
    assertThat(graphs.subList(1, 3))
        .allSatisfy(file -> assertThat(file.bytes()).isLessThan(30_000_000));
  }

  @Test
  void aGraphThatIsNotChangedIsWrittenBackByteByByte() throws IOException {
    for (Quantization.GraphFile graph : quantization.graphs()) {
      Path original = folder.resolve(graph.path());
      Path copy = scratch.resolve("copy.onnx");
      OnnxModel.read(original).write(copy);
      assertThat(Files.mismatch(original, copy)).as(graph.path()).isEqualTo(-1);
    }
    assertThat(OnnxModel.read(folder.resolve(quantization.graphs().get(1).path())).metadata())
        .containsKeys("semblance.recipe", "semblance.calibration_sha256")
        .containsEntry(
            "semblance.float32_sha256",
            "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e");
  }

  @Test
  void aDamagedGraphIsPassedOverAndFloat32IsThereToAsk() throws IOException {
    Path copy = scratch.resolve("copy");
    for (Path file : files(folder)) {
      Path target = copy.resolve(folder.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    try (RandomAccessFile graph =
        new RandomAccessFile(copy.resolve(quantization.graphs().get(1).path()).toFile(), "rw")) {
      graph.setLength(10_000_000);
    }
    EncoderOptions options =
        EncoderOptions.defaults().withModelsFolder(temporary.resolve("models"));
    try (SentenceEncoder seven = SentenceEncoders.load(copy.toString(), options);
        SentenceEncoder original =
            SentenceEncoders.load(copy.toString(), options.withPrecision(GraphPrecision.FLOAT32))) {
      assertThat(seven.model().pipeline().get(0)).contains("int8, 7-bit weights");
      assertThat(seven.model().fingerprint()).isNotEqualTo(int8.model().fingerprint());
      assertThat(original.encode("a", InputType.PLAIN))
          .isEqualTo(float32.encode("a", InputType.PLAIN));
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (var walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void anInt8ModelIsNotQuantizedAgain() {
    assertThatThrownBy(
            () ->
                Quantization.write(
                    int8,
                    EncoderOptions.defaults(),
                    heldOut,
                    "test",
                    scratch.resolve("again"),
                    Progress.NONE))
        .hasMessageContaining("is quantized already");
  }

  @Test
  void stsBenchmarkStaysWithin2Thousandths() {
    requireData();
    List<ScoredPair> pairs = ScoredPair.read(DATA.resolve("sts/stsb-en"), "test");
    double before = spearman(float32, pairs);
    double after = spearman(int8, pairs);

    System.out.printf("STSBenchmark test, Spearman: float32 %.5f, int8 %.5f%n", before, after);
    assertThat(after).isCloseTo(before, within(0.002));
  }

  private static double spearman(SentenceEncoder encoder, List<ScoredPair> pairs) {
    float[][] first =
        encoder.encode(pairs.stream().map(ScoredPair::sentence1).toList(), InputType.PLAIN);
    float[][] second =
        encoder.encode(pairs.stream().map(ScoredPair::sentence2).toList(), InputType.PLAIN);
    double[] cosines = new double[pairs.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = Similarity.COSINE.score(first[i], second[i]);
    }
    return Correlation.spearman(cosines, pairs.stream().mapToDouble(ScoredPair::score).toArray());
  }

  /** The float32 score is the published one, which {@link PublishedScoresIT} reproduces. */
  @Test
  void sciFactStaysWithin5Thousandths() {
    requireData();
    Assumptions.assumeTrue(
        Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA")),
        "SKIPPED: takes a minute or more; set SEMBLANCE_REQUIRE_DATA=true to run it");
    RetrievalData data = RetrievalData.read(DATA.resolve("retrieval/scifact"));
    List<String> texts =
        data.corpus().stream()
            .map(document -> document.searchableText(List.of("title", "text")))
            .toList();
    double sum = 0;
    try (Embeddings corpus = int8.encode(texts, InputType.DOCUMENT, Progress.NONE)) {
      float[][] vectors = corpus.vectors().copyRows();
      for (Map.Entry<String, Map<String, Integer>> judged : data.qrels().entrySet()) {
        String query = data.queries().get(judged.getKey());
        List<String> ranking = ranking(int8.encode(query, InputType.QUERY), vectors, data.corpus());
        sum += new NdcgAtK(10).score(judged.getValue(), ranking);
      }
    }
    double ndcg = sum / data.qrels().size();

    System.out.printf("SciFact, nDCG@10: int8 %.5f%n", ndcg);
    assertThat(ndcg).isCloseTo(0.6451, within(0.005));
  }

  private static List<String> ranking(
      float[] query, float[][] vectors, List<SourceDocument> corpus) {
    TopK best = new TopK(10);
    for (int row = 0; row < vectors.length; row++) {
      best.offer(row, Similarity.DOT_PRODUCT.score(query, vectors[row]));
    }
    return best.best().stream().map(hit -> corpus.get(hit.ordinal()).id()).toList();
  }
}
