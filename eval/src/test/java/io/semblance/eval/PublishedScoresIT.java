package io.semblance.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.module.VectorModule;
import io.semblance.encoder.pipeline.Pipelines;
import io.semblance.eval.data.RetrievalData;
import io.semblance.eval.data.ScoredPair;
import io.semblance.eval.measure.Correlation;
import io.semblance.eval.measure.NdcgAtK;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.Scan;
import io.semblance.index.SearchDepth;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Similarity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default model's published scores, on the published data. The data's licences do not allow
 * shipping it, so these tests are skipped, saying so, where the folder {@code ../shared/data} is
 * missing.
 */
class PublishedScoresIT {
  private static final Path DATA =
      Path.of(System.getProperty("semblance.root"), "..", "shared", "data").normalize();

  @TempDir private static Path models;
  @TempDir private Path home;

  private static SentenceEncoder exact;
  private static SentenceEncoder reduced;

  @BeforeAll
  static void loadModels() {
    boolean hasData = Files.isDirectory(DATA);
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(hasData).as("evaluation data must be in %s", DATA).isTrue();
    }
    Assumptions.assumeTrue(hasData, "SKIPPED: evaluation data not found in " + DATA);
    EncoderOptions options = EncoderOptions.defaults().withModelsFolder(models);
    exact = SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2, options);
    reduced = SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2_256, options);
  }

  @AfterAll
  static void closeModels() {
    if (exact != null) {
      exact.close();
      reduced.close();
    }
  }

  @Test
  void reproducesStsBenchmark() {
    List<ScoredPair> pairs = ScoredPair.read(DATA.resolve("sts/stsb-en"), "test");

    double at384 = spearman(exact, pairs);
    double at256 = spearman(reduced, pairs);

    System.out.printf("STSBenchmark test, Spearman of cosine: 384 %.5f, 256 %.5f%n", at384, at256);
    assertThat(pairs).hasSize(1379);
    assertThat(at384).isCloseTo(0.8203, within(0.0003));
    assertThat(at256).isGreaterThanOrEqualTo(0.817);
  }

  private static double spearman(SentenceEncoder encoder, List<ScoredPair> pairs) {
    float[][] first = encode(encoder, pairs.stream().map(ScoredPair::sentence1).toList());
    float[][] second = encode(encoder, pairs.stream().map(ScoredPair::sentence2).toList());
    double[] cosines = new double[pairs.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = Similarity.COSINE.score(first[i], second[i]);
    }
    return Correlation.spearman(cosines, pairs.stream().mapToDouble(ScoredPair::score).toArray());
  }

  private static float[][] encode(SentenceEncoder encoder, List<String> texts) {
    return encoder.encode(texts, InputType.PLAIN);
  }

  @Test
  void reproducesSciFact() {
    Assumptions.assumeTrue(
        Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA")),
        "SKIPPED: takes minutes; set SEMBLANCE_REQUIRE_DATA=true to run it");
    RetrievalData data = RetrievalData.read(DATA.resolve("retrieval/scifact"));
    List<String> texts =
        data.corpus().stream()
            .map(document -> document.searchableText(List.of("title", "text")))
            .toList();
    try (Embeddings at384 = exact.encode(texts, InputType.DOCUMENT, Progress.NONE);
        EmbeddingMatrix at256 = project(at384.vectors())) {
      double exact384 = ndcg(data, exact, at384.vectors(), "at384", Scan.EXACT);
      double graph384 = ndcg(data, exact, at384.vectors(), "at384", Scan.GRAPH);
      double exact256 = ndcg(data, reduced, at256, "at256", Scan.EXACT);
      double graph256 = ndcg(data, reduced, at256, "at256", Scan.GRAPH);

      System.out.printf(
          "SciFact, nDCG@10: 384 exact %.5f graph %.5f, 256 exact %.5f graph %.5f%n",
          exact384, graph384, exact256, graph256);
      assertThat(data.qrels()).hasSize(300);
      assertThat(exact384).isCloseTo(0.6451, within(0.001));
      assertThat(graph384).isCloseTo(exact384, within(0.003));
      assertThat(exact256).isGreaterThanOrEqualTo(0.638);
      assertThat(graph256).isCloseTo(exact256, within(0.003));
    }
  }

  /** The reduced model's vectors from the exact one's: the same transformer need not run twice. */
  private static EmbeddingMatrix project(EmbeddingMatrix vectors) {
    List<VectorModule> modules = vectorModules(reduced.model());
    EmbeddingMatrix projected = EmbeddingMatrix.allocate(vectors.rows(), reduced.dimension());
    for (int row = 0; row < vectors.rows(); row++) {
      float[] vector = vectors.copyRow(row);
      for (VectorModule module : modules) {
        vector = module.apply(vector);
      }
      projected.setRow(row, vector);
    }
    return projected;
  }

  private static List<VectorModule> vectorModules(ModelInfo model) {
    try (Pipelines pipelines =
        Pipelines.load(new ModelFolder(model.folder()), EncoderOptions.defaults())) {
      return pipelines.main().vectorModules();
    }
  }

  private double ndcg(
      RetrievalData data,
      SentenceEncoder encoder,
      EmbeddingMatrix vectors,
      String name,
      Scan scan) {
    CollectionStore store = new CollectionStore(home);
    try (VectorCollection collection =
        store.find(name).isPresent()
            ? store.open(name, encoder)
            : store.create(name, encoder, CollectionSchema.DEFAULT)) {
      if (collection.size() == 0) {
        collection.upsert(withVectors(data.corpus(), vectors), Progress.NONE);
        collection.refresh();
      }
      double sum = 0;
      for (Map.Entry<String, Map<String, Integer>> judged : data.qrels().entrySet()) {
        String query = data.queries().get(judged.getKey());
        List<String> ranking =
            collection
                .search(
                    SearchRequest.of(query, SearchMode.DENSE, 10).withDepth(SearchDepth.of(scan)))
                .hits()
                .stream()
                .map(SearchHit::document)
                .map(SourceDocument::id)
                .toList();
        sum += new NdcgAtK(10).score(judged.getValue(), ranking);
      }
      return sum / data.qrels().size();
    }
  }

  /** One vector a document, as the published scores were made, whatever the length of its text. */
  private static List<SourceDocument> withVectors(
      List<SourceDocument> documents, EmbeddingMatrix vectors) {
    List<SourceDocument> given = new ArrayList<>();
    for (SourceDocument document : documents) {
      Passage whole = new Passage("text", 0, document.text("text").length());
      GivenPassage passage = new GivenPassage(whole, vectors.copyRow(given.size()));
      given.add(new SourceDocument(document.id(), document.fields(), List.of(passage)));
    }
    return given;
  }
}
