package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkIndexerTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(8);

  @TempDir private Path root;

  private VectorCollection collection() {
    return new CollectionStore(root).create("bulk", ENCODER, CollectionSchema.DEFAULT);
  }

  private static Iterator<SourceDocument> documents(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SourceDocument.of("d" + i, "text number " + i))
        .iterator();
  }

  @Test
  void indexesEveryDocumentOverManyWindows() {
    int count = 3 * BulkIndexer.WINDOW_DOCUMENTS + 5;
    List<Long> reported = new ArrayList<>();
    try (VectorCollection collection = collection()) {
      BulkReport report = BulkIndexer.upsert(collection, documents(count), reported::add);

      assertThat(report.created()).isEqualTo(count);
      assertThat(report.tokens()).isEqualTo(3L * count);
      assertThat(collection.size()).isEqualTo(count);
      assertThat(reported).isSorted().endsWith((long) count);
    }
  }

  @Test
  void commitsBetweenWindowsWhenTimeHasPassedAndOtherwiseAtTheEnd() {
    int windows = 3;
    int count = windows * BulkIndexer.WINDOW_DOCUMENTS;
    assertThat(commits(count, Duration.ZERO))
        .startsWith(BulkIndexer.WINDOW_DOCUMENTS, 2 * BulkIndexer.WINDOW_DOCUMENTS, count);
    assertThat(commits(count, Duration.ofDays(1))).containsExactly(count);
  }

  /** How many documents were on disk and visible whenever results came. */
  private List<Integer> commits(int count, Duration every) {
    List<Integer> onDisk = new ArrayList<>();
    String name = "every-" + every.toSeconds();
    CollectionStore store = new CollectionStore(root);
    try (VectorCollection collection = store.create(name, ENCODER, CollectionSchema.DEFAULT)) {
      new BulkIndexer(collection, all -> onDisk.add(size(store, name)), Progress.NONE, every)
          .run(BulkIndexer.upserts(documents(count)));
    }
    return onDisk;
  }

  /** As another process would see it. */
  private static int size(CollectionStore store, String name) {
    try (VectorCollection other = store.open(name, ENCODER)) {
      return other.size();
    }
  }

  @Test
  void theLastOfRepeatedIdsWins() {
    try (VectorCollection collection = collection()) {
      List<SourceDocument> twice =
          List.of(SourceDocument.of("x", "first"), SourceDocument.of("x", "second"));

      BulkIndexer.upsert(collection, twice.iterator(), Progress.NONE);

      SearchResult found = collection.search(SearchRequest.of("second", SearchMode.LEXICAL, 5));
      assertThat(found.documents()).isEqualTo(1);
      assertThat(found.hits()).hasSize(1);
    }
  }

  @Test
  void stopsWhenCancelledAndLeavesTheCollectionUsable() {
    Progress cancelled =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    try (VectorCollection collection = collection()) {
      assertThatThrownBy(() -> BulkIndexer.upsert(collection, documents(10), cancelled))
          .isInstanceOf(SemblanceException.class)
          .hasMessageContaining("cancelled");

      BulkIndexer.upsert(collection, documents(10), Progress.NONE);
      assertThat(collection.size()).isEqualTo(10);
    }
  }

  @Test
  void passesOnWhatTheSourceThrows() {
    Iterator<SourceDocument> broken =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public SourceDocument next() {
            throw SemblanceException.invalid("line 3: not JSON");
          }
        };
    try (VectorCollection collection = collection()) {
      assertThatThrownBy(() -> BulkIndexer.upsert(collection, broken, Progress.NONE))
          .hasMessage("line 3: not JSON");
    }
  }
}
