package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.FieldType;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.Scan;
import io.semblance.index.SearchDepth;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.field.DocumentFilter;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of what brute force finds the graph finds, with filters that keep much and little, on
 * vectors of real sentences. Skipped, saying so, where the data is missing.
 */
class FilteredRecallIT {
  private static final Path SENTENCES =
      Path.of(System.getProperty("semblance.root"), "..", "shared", "data", "sts", "stsb-en")
          .resolve("pairs.tsv.gz")
          .normalize();
  private static final int QUERIES = 100;
  private static final int TOP = 10;
  private static final double LEAST_RECALL = 0.95;
  private static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT
          .withTextFields(List.of("text"))
          .withFields(Map.of("percent", FieldType.LONG));

  @TempDir private Path root;
  private float[][] vectors;
  private List<SourceDocument> documents;

  @Test
  void theGraphFindsWhatBruteForceFindsUnderAnyFilter() throws IOException {
    requireData();
    List<String> sentences = sentences(Effort.tries(1_500, 5_000) + QUERIES);
    try (SentenceEncoder encoder =
        SentenceEncoders.load(
            SentenceEncoders.ALL_MINILM_L6_V2_256,
            EncoderOptions.defaults().withModelsFolder(root.resolve("models")))) {
      vectors = encoder.encode(sentences, InputType.DOCUMENT);
      documents =
          IntStream.range(0, sentences.size() - QUERIES)
              .mapToObj(i -> document(i, sentences.get(i)))
              .toList();
      try (VectorCollection collection =
          new CollectionStore(root.resolve("store")).create("recall", encoder, SCHEMA)) {
        collection.write(
            documents.stream().<Change>map(Change.Upsert::new).toList(), Progress.NONE);
        collection.refresh();
        for (int percent : List.of(1, 5, 10, 50, 100)) {
          double recall = recall(collection, Filter.parse("percent<" + percent));
          System.out.printf(
              Locale.ROOT,
              "recall@%d of the graph, %d documents, filter that keeps %d %%: %.4f%n",
              TOP,
              documents.size(),
              percent,
              recall);
          assertThat(recall).as("%s %%", percent).isGreaterThanOrEqualTo(LEAST_RECALL);
        }
      }
    }
  }

  private static void requireData() {
    boolean hasData = Files.isRegularFile(SENTENCES);
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(hasData).as("evaluation data must be in %s", SENTENCES).isTrue();
    }
    Assumptions.assumeTrue(hasData, "SKIPPED: evaluation data not found in " + SENTENCES);
  }

  private static List<String> sentences(int count) throws IOException {
    Set<String> distinct = new LinkedHashSet<>();
    try (InputStream file = new GZIPInputStream(Files.newInputStream(SENTENCES))) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .forEach(columns -> distinct.addAll(List.of(columns[0], columns[1])));
    }
    assertThat(distinct).hasSizeGreaterThan(count);
    return new ArrayList<>(distinct).subList(0, count);
  }

  private SourceDocument document(int number, String text) {
    return new SourceDocument(
        Integer.toString(number),
        Map.of("text", text, "percent", number % 100),
        List.of(new GivenPassage(new Passage("text", 0, text.length()), vectors[number])));
  }

  private double recall(VectorCollection collection, Filter filter) {
    DocumentFilter condition = DocumentFilter.of(SCHEMA, filter);
    List<Integer> passing =
        IntStream.range(0, documents.size())
            .filter(i -> condition.matches(documents.get(i).id(), documents.get(i).fields()))
            .boxed()
            .toList();
    int found = 0;
    int wanted = 0;
    for (int query = documents.size(); query < vectors.length; query++) {
      Set<String> expected = closest(vectors[query], passing);
      wanted += expected.size();
      SearchRequest request =
          SearchRequest.of(new SearchInput.Vector(vectors[query]), SearchMode.DENSE, TOP)
              .withFilter(filter)
              .withDepth(SearchDepth.of(Scan.GRAPH));
      found +=
          (int)
              collection.search(request).hits().stream()
                  .filter(hit -> expected.contains(hit.document().id()))
                  .count();
    }
    return (double) found / wanted;
  }

  private Set<String> closest(float[] query, List<Integer> passing) {
    return passing.stream()
        .sorted(Comparator.comparingDouble(i -> -ExactTwin.cosine(query, vectors[i])))
        .limit(TOP)
        .map(i -> documents.get(i).id())
        .collect(Collectors.toSet());
  }
}
