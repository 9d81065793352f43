package io.semblance.index.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.clustering.duplicates.KeepRule;
import io.semblance.clustering.duplicates.Tier;
import io.semblance.clustering.method.ClusteringMethod;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.HashingEncoder;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParaphrasesTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(64);

  @TempDir private Path root;

  private VectorCollection create() {
    return new CollectionStore(root).create("texts", ENCODER, CollectionSchema.DEFAULT);
  }

  private static void add(VectorCollection collection, SourceDocument... documents) {
    collection.upsert(List.of(documents), Progress.NONE);
    collection.refresh();
  }

  private static List<ParaphrasePair> pairs(
      VectorCollection collection, ParaphraseRequest request) {
    List<ParaphrasePair> pairs = new ArrayList<>();
    try (ParaphraseResult result = collection.paraphrases().find(request, Progress.NONE)) {
      result.pairs(pairs::add);
    }
    return pairs;
  }

  /** Texts of a few words out of few, so that many pairs share some. */
  private static Map<String, String> texts(int count) {
    Random random = new Random(7);
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 4; word++) {
        text.append(word == 0 ? "" : " ").append("w").append(random.nextInt(12));
      }
      texts.put("d" + i, text.toString());
    }
    return texts;
  }

  private static void addAll(VectorCollection collection, Map<String, String> texts) {
    add(
        collection,
        texts.entrySet().stream()
            .map(entry -> SourceDocument.of(entry.getKey(), entry.getValue()))
            .toArray(SourceDocument[]::new));
  }

  /** Every pair of at least a score, computed one by one. */
  private static List<String> expected(Map<String, String> texts, double minScore) {
    record Scored(String a, String b, double score) {}
    List<String> ids = texts.keySet().stream().sorted().toList();
    List<Scored> pairs = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      for (int j = i + 1; j < ids.size(); j++) {
        double score = cosine(texts.get(ids.get(i)), texts.get(ids.get(j)));
        if (score >= minScore) {
          pairs.add(new Scored(ids.get(i), ids.get(j), Math.round(score * 1e6) / 1e6));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(Scored::a)
            .thenComparing(Scored::b));
    return pairs.stream().map(pair -> pair.a() + " " + pair.b()).toList();
  }

  private static double cosine(String one, String other) {
    float[] a = ENCODER.encode(one, InputType.DOCUMENT);
    float[] b = ENCODER.encode(other, InputType.DOCUMENT);
    double dot = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresOfA += (double) a[i] * a[i];
      squaresOfB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresOfA * squaresOfB);
  }

  @Test
  void findsEveryPairThatComparingAllWithAllFinds() {
    Map<String, String> texts = texts(120);
    try (VectorCollection collection = create()) {
      addAll(collection, texts);

      List<ParaphrasePair> pairs =
          pairs(collection, ParaphraseRequest.of(0.7).withMaxPairs(100_000));

      assertThat(pairs)
          .hasSizeGreaterThan(100)
          .extracting(pair -> pair.a() + " " + pair.b())
          .containsExactlyInAnyOrderElementsOf(expected(texts, 0.7));
      assertThat(pairs)
          .isSortedAccordingTo(Comparator.comparingDouble(ParaphrasePair::score).reversed());
    }
  }

  @Test
  void tellsWhatItHasCovered() {
    try (VectorCollection collection = create()) {
      add(
          collection,
          SourceDocument.of("a", "one two three"),
          SourceDocument.of("b", "one two three"),
          SourceDocument.of("c", "one two three"),
          new SourceDocument("blank", Map.of("n", 1)));
      try (ParaphraseResult result =
          collection.paraphrases().find(ParaphraseRequest.of(0.9).withMaxPairs(2), Progress.NONE)) {
        assertThat(result.coverage()).isEqualTo(new Coverage(3, 1, 4, true, 1, true));
        List<ParaphrasePair> pairs = new ArrayList<>();
        result.pairs(pairs::add);
        assertThat(pairs)
            .containsExactly(new ParaphrasePair("a", "b", 1), new ParaphrasePair("a", "c", 1));
        assertThat(result.groups()).isEmpty();
      }
    }
  }

  @Test
  void onlyPairsWithWhatChangedSinceAVersion() {
    try (VectorCollection collection = create()) {
      add(
          collection,
          SourceDocument.of("a", "one two three"),
          SourceDocument.of("b", "one two three"),
          SourceDocument.of("other", "nothing alike"));
      long version;
      try (ParaphraseResult all =
          collection.paraphrases().find(ParaphraseRequest.of(0.9), Progress.NONE)) {
        version = all.coverage().version();
      }
      ParaphraseRequest later = ParaphraseRequest.of(0.9).since(version);
      assertThat(pairs(collection, later)).isEmpty();

      add(collection, SourceDocument.of("c", "one two three"));
      add(collection, SourceDocument.of("other", "one two three"));

      assertThat(pairs(collection, later))
          .extracting(pair -> pair.a() + pair.b())
          .containsExactly("ac", "aother", "bc", "bother", "cother");
      try (ParaphraseResult groups =
          collection.paraphrases().find(later.grouped(KeepRule.FIRST), Progress.NONE)) {
        assertThat(groups.groups()).hasSize(1);
        assertThat(groups.groups().getFirst().keep()).isEqualTo("a");
      }
    }
  }

  @Test
  void aPairCountsWhenOneIsAmongTheNearestOfTheOther() {
    Map<String, String> texts = texts(60);
    try (VectorCollection collection = create()) {
      addAll(collection, texts);
      List<ParaphrasePair> all = pairs(collection, ParaphraseRequest.of(0.2).withMaxPairs(100_000));
      Map<String, List<ParaphrasePair>> ofEach = new LinkedHashMap<>();
      for (ParaphrasePair pair : all) {
        ofEach.computeIfAbsent(pair.a(), id -> new ArrayList<>()).add(pair);
        ofEach.computeIfAbsent(pair.b(), id -> new ArrayList<>()).add(pair);
      }
      List<ParaphrasePair> nearest =
          all.stream()
              .filter(
                  pair ->
                      ofEach.get(pair.a()).indexOf(pair) < 2
                          || ofEach.get(pair.b()).indexOf(pair) < 2)
              .toList();

      assertThat(pairs(collection, ParaphraseRequest.of(0.2).withMaxPairs(1000).withTopK(2)))
          .isEqualTo(nearest)
          .hasSizeLessThan(all.size());
      assertThat(pairs(collection, ParaphraseRequest.of(0.2).withMaxPairs(5).withTopK(2)))
          .isEqualTo(nearest.subList(0, 5));
    }
  }

  @Test
  void groupsSayWhatToKeepAndWhy() {
    try (VectorCollection collection = create()) {
      add(
          collection,
          SourceDocument.of("m1", "how do i reset my old password"),
          SourceDocument.of("m2", "how do i reset my old password"),
          SourceDocument.of("m3", "how do i reset my new password please"),
          SourceDocument.of("alone", "something else entirely"));
      try (ParaphraseResult result =
          collection
              .paraphrases()
              .find(ParaphraseRequest.of(0.75).grouped(KeepRule.FIRST), Progress.NONE)) {
        assertThat(result.groups()).hasSize(1);
        ParaphraseGroup group = result.groups().getFirst();
        assertThat(group.keep()).isEqualTo("m1");
        assertThat(group.deletes())
            .extracting(ParaphraseGroup.Surplus::id)
            .containsExactly("m2", "m3");
        assertThat(group.deletes())
            .extracting(ParaphraseGroup.Surplus::tier)
            .containsExactly(Tier.EXACT_TEXT, Tier.SEMANTIC);
        assertThat(group.minScore()).isEqualTo(group.deletes().get(1).score()).isBetween(0.75, 1.0);
        result.pairs(pair -> assertThat(pair).isNull());
      }
      try (ParaphraseResult result =
          collection
              .paraphrases()
              .find(ParaphraseRequest.of(0.75).grouped(KeepRule.LONGEST), Progress.NONE)) {
        assertThat(result.groups().getFirst().keep()).isEqualTo("m3");
      }
    }
  }

  @Test
  void manyCopiesAreOneGroupAndNoSquareOfPairs() {
    try (VectorCollection collection = create()) {
      List<SourceDocument> copies = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        copies.add(SourceDocument.of(String.format(java.util.Locale.ROOT, "c%03d", i), "same"));
      }
      add(collection, copies.toArray(SourceDocument[]::new));
      try (ParaphraseResult result =
          collection
              .paraphrases()
              .find(
                  ParaphraseRequest.of(0.9).withMaxPairs(1).grouped(KeepRule.FIRST),
                  Progress.NONE)) {
        assertThat(result.groups()).hasSize(1);
        assertThat(result.groups().getFirst().deletes()).hasSize(299);
        assertThat(result.coverage().truncated()).isFalse();
      }
    }
  }

  @Test
  void comparesOnlyWhatPassesAFilterAlsoOneThatNamesAClustering() {
    try (VectorCollection collection = create()) {
      add(
          collection,
          SourceDocument.of("a1", "one two three"),
          SourceDocument.of("a2", "one two three"),
          SourceDocument.of("b1", "one two three"));
      collection
          .clusterings()
          .make(
              ClusteringRequest.of(new ClusteringMethod.KMeans(2)).withId("ab"),
              HandMade.by(2, id -> id.charAt(0) - 'a'),
              Progress.NONE);

      assertThat(
              pairs(
                  collection,
                  ParaphraseRequest.of(0.9).withFilter(Filter.parse("clusterings.ab=0"))))
          .containsExactly(new ParaphrasePair("a1", "a2", 1));
    }
  }

  @Test
  void aResultStaysWhileTheCollectionChanges() {
    try (VectorCollection collection = create()) {
      add(
          collection,
          SourceDocument.of("a", "one two three"),
          SourceDocument.of("b", "one two three"));
      try (ParaphraseResult result =
          collection.paraphrases().find(ParaphraseRequest.of(0.9), Progress.NONE)) {
        collection.write(List.of(new Change.Delete("a")), Progress.NONE);
        collection.purge(Progress.NONE);
        List<ParaphrasePair> pairs = new ArrayList<>();
        result.pairs(pairs::add);
        assertThat(pairs).containsExactly(new ParaphrasePair("a", "b", 1));
      }
      assertThat(pairs(collection, ParaphraseRequest.of(0.9))).isEmpty();
    }
  }

  @Test
  void anEmptyCollectionHasNoPairs() {
    try (VectorCollection collection = create()) {
      assertThat(pairs(collection, ParaphraseRequest.of(0))).isEmpty();
      try (ParaphraseResult result =
          collection
              .paraphrases()
              .find(ParaphraseRequest.of(-1).grouped(KeepRule.FIRST), Progress.NONE)) {
        assertThat(result.groups()).isEmpty();
        assertThat(result.coverage()).isEqualTo(new Coverage(0, 0, 0, true, 1, false));
      }
    }
  }

  @Test
  void limitsAreNamed() {
    assertThatThrownBy(() -> ParaphraseRequest.of(1.5))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("min_score must be between -1 and 1, got: 1.5");
    assertThatThrownBy(() -> ParaphraseRequest.of(0).withMaxPairs(0))
        .hasMessage("max_pairs must be between 1 and 10000000, got: 0");
    assertThatThrownBy(() -> ParaphraseRequest.of(0).withTopK(0))
        .hasMessage("top_k must be at least 1, got: 0");
  }
}
