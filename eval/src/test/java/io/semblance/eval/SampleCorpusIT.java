package io.semblance.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.eval.data.RetrievalData;
import io.semblance.eval.measure.NdcgAtK;
import io.semblance.index.BulkIndexer;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample help centre is what it is meant to be: found by meaning, hard to find by words. */
class SampleCorpusIT {
  private static final Path CORPUS =
      Path.of(System.getProperty("semblance.root"), "sample-corpora", "help-centre");

  @TempDir private Path home;

  @Test
  void meaningBeatsWordsOnTheHelpCentre() {
    RetrievalData data = RetrievalData.read(CORPUS);
    EncoderOptions options = EncoderOptions.ofHome(home);
    try (SentenceEncoder encoder =
            SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2_256, options);
        VectorCollection collection =
            new CollectionStore(home).create("help", encoder, CollectionSchema.DEFAULT)) {
      BulkIndexer.upsert(collection, data.corpus().iterator(), Progress.NONE);

      Predicate<String> plain = query -> query.startsWith("q-plain-");
      double plainDense = ndcg(data, collection, SearchMode.DENSE, plain);
      double plainLexical = ndcg(data, collection, SearchMode.LEXICAL, plain);
      double roundaboutDense = ndcg(data, collection, SearchMode.DENSE, plain.negate());
      double roundaboutLexical = ndcg(data, collection, SearchMode.LEXICAL, plain.negate());

      System.out.printf(
          "Help centre, nDCG@10: plain queries dense %.3f lexical %.3f, roundabout ones dense %.3f lexical %.3f%n",
          plainDense, plainLexical, roundaboutDense, roundaboutLexical);
      assertThat(plainDense).isGreaterThan(plainLexical + 0.1);
      assertThat(roundaboutDense).isGreaterThan(roundaboutLexical + 0.1);
    }
  }

  private static double ndcg(
      RetrievalData data, VectorCollection collection, SearchMode mode, Predicate<String> queries) {
    return data.qrels().entrySet().stream()
        .filter(judged -> queries.test(judged.getKey()))
        .mapToDouble(judged -> ndcg(data, collection, mode, judged))
        .average()
        .orElseThrow();
  }

  private static double ndcg(
      RetrievalData data,
      VectorCollection collection,
      SearchMode mode,
      Map.Entry<String, Map<String, Integer>> judged) {
    String query = data.queries().get(judged.getKey());
    List<String> ranking =
        collection.search(SearchRequest.of(query, mode, 10)).hits().stream()
            .map(SearchHit::document)
            .map(SourceDocument::id)
            .toList();
    return new NdcgAtK(10).score(judged.getValue(), ranking);
  }
}
