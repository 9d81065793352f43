package io.semblance.bench.search;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.BulkIndexer;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.GivenPassage;
import io.semblance.index.Passage;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How long documents take to index when half of them have one and the same vector, which a plain
 * graph may need hours for, and when all differ.
 *
 * @param documents how many were indexed in each collection
 * @param distinct seconds when all differ
 * @param halfIdentical seconds when every other document is a copy of the first
 */
record CopiesCost(int documents, double distinct, double halfIdentical) {
  private static final double MOST_TIME = 1.3;

  static CopiesCost measure(TweetVectors tweets, Path folder, SentenceEncoder encoder) {
    CollectionStore store = new CollectionStore(folder);
    double distinct = seconds(store, "all-distinct", tweets, encoder, row -> row);
    double halfIdentical =
        seconds(store, "half-identical", tweets, encoder, row -> row % 2 == 0 ? 0 : row);
    return new CopiesCost(tweets.base().length, distinct, halfIdentical);
  }

  private static double seconds(
      CollectionStore store,
      String name,
      TweetVectors tweets,
      SentenceEncoder encoder,
      IntUnaryOperator vectorOf) {
    if (store.find(name).isPresent()) {
      store.delete(name);
    }
    long start = System.nanoTime();
    try (VectorCollection collection =
        store.create(name, encoder, CollectionSchema.DEFAULT.withTextFields(List.of("text")))) {
      BulkIndexer.upsert(
          collection,
          IntStream.range(0, tweets.base().length)
              .mapToObj(row -> document(row, tweets.base()[vectorOf.applyAsInt(row)]))
              .iterator(),
          Progress.NONE);
      collection.optimize(1, Progress.NONE);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static SourceDocument document(int row, float[] vector) {
    return new SourceDocument(
        Integer.toString(row),
        Map.of(),
        List.of(new GivenPassage(new Passage("text", 0, 0), vector)));
  }

  double ratio() {
    return halfIdentical / distinct;
  }

  boolean isBounded() {
    return ratio() <= MOST_TIME;
  }
}
