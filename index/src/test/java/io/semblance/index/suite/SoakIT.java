package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionOptions;
import io.semblance.index.CollectionStore;
import io.semblance.index.Page;
import io.semblance.index.Scan;
import io.semblance.index.SearchDepth;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.filter.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads, writes and refreshes at once for some time; segments are merged by the writer as they
 * come. Whoever writes a document looks for it after the next refresh, while everybody else goes
 * on.
 */
class SoakIT {
  private static final int WRITERS = 2;
  private static final int READERS = 2;

  @TempDir private Path root;
  private final AtomicLong searches = new AtomicLong();
  private final AtomicLong rounds = new AtomicLong();
  private final Ledger ledger = new Ledger();

  /** What the process holds of the system's. */
  private record Held(long files, long mappings, long threads) {
    static Held now(Path folder) throws IOException {
      return new Held(openFiles(folder), mappingsOf(folder), threadsOfCollections());
    }

    private static long openFiles(Path folder) throws IOException {
      long open = 0;
      try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
        for (Path handle : handles.toList()) {
          open += Files.exists(handle) && target(handle).startsWith(folder.toString()) ? 1 : 0;
        }
      }
      return open;
    }

    private static String target(Path handle) throws IOException {
      return Files.isSymbolicLink(handle) ? Files.readSymbolicLink(handle).toString() : "";
    }

    private static long mappingsOf(Path folder) throws IOException {
      try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        return maps.filter(line -> line.contains(folder.toString())).count();
      }
    }

    /** Those of collections, not of the common pool or the test. */
    private static long threadsOfCollections() {
      return Thread.getAllStackTraces().keySet().stream()
          .map(Thread::getName)
          .filter(name -> name.startsWith("refresh-") || name.startsWith("Lucene Merge"))
          .count();
    }
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void readersAndWritersSeeWhatTheyMustAndLeaveNothingOpen() throws Exception {
    Duration time = Effort.time(Duration.ofSeconds(30), Duration.ofMinutes(3));
    long end = System.nanoTime() + time.toNanos();
    CollectionStore store = new CollectionStore(root);
    store.create("soak", ScriptedDocument.ENCODER, ScriptedDocument.SCHEMA).close();
    boolean isLinux = Files.isDirectory(Path.of("/proc/self/fd"));
    try (VectorCollection collection =
        store.open(
            "soak",
            ScriptedDocument.ENCODER,
            CollectionOptions.DEFAULT.withRefreshInterval(Duration.ofMillis(200)))) {
      work(collection, end);
      collection.refresh();
      Ledger.Comparison found = ledger.compare(collection);
      System.out.printf(
          Locale.ROOT,
          "soak of %d s: %,d acknowledged changes in %,d rounds, %,d searches, %d documents at the"
              + " end, 0 missing, 0 wrong%n",
          time.toSeconds(),
          found.acknowledged(),
          rounds.get(),
          searches.get(),
          found.documents());
    }
    Blocks.requireWhole(root.resolve("soak"));
    if (isLinux) {
      assertThat(Held.now(root)).isEqualTo(new Held(0, 0, 0));
    }
    assertThat(rounds.get()).isGreaterThan(2 * WRITERS);
    assertThat(searches.get()).isGreaterThan(100);
  }

  private void work(VectorCollection collection, long end) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String prefix = "w" + i + "-";
        ScriptedWriter writer =
            new ScriptedWriter(collection, ledger, prefix, 150, 1 + i * 10_000_000);
        running.add(threads.submit(() -> write(collection, writer, prefix, end)));
      }
      for (int i = 0; i < READERS; i++) {
        Random random = new Random(i);
        running.add(threads.submit(() -> read(collection, random, end)));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    }
  }

  private void write(VectorCollection collection, ScriptedWriter writer, String prefix, long end) {
    while (System.nanoTime() < end) {
      writer.write(25);
      collection.refresh();
      requireFound(collection, writer, prefix);
      rounds.incrementAndGet();
    }
  }

  /** Nobody else changes the documents of this writer. */
  private void requireFound(VectorCollection collection, ScriptedWriter writer, String prefix) {
    List<ScriptedDocument> present = writer.present();
    Set<String> ids = new HashSet<>();
    present.forEach(document -> ids.add(document.id()));
    for (ScriptedDocument document : present.subList(0, Math.min(5, present.size()))) {
      SourceDocument whole = document.document();
      assertThat(collection.find(document.id()).map(found -> found.document())).contains(whole);
      if (!whole.text("text").isEmpty()) {
        Filter itself = Filter.parse("id=" + document.id());
        for (SearchMode mode : SearchMode.values()) {
          SearchRequest request = SearchRequest.of(whole.text("text"), mode, 5).withFilter(itself);
          assertThat(collection.search(request).hits())
              .extracting(SearchHit::document)
              .containsExactly(whole);
        }
      }
    }
    collection.forEach(
        Filter.parse("id^=" + prefix),
        found -> assertThat(ids).as("deleted ones are gone").contains(found.document().id()));
  }

  private Void read(VectorCollection collection, Random random, long end) {
    while (System.nanoTime() < end) {
      SearchMode mode = SearchMode.values()[random.nextInt(3)];
      Scan scan = random.nextBoolean() ? Scan.EXACT : Scan.GRAPH;
      int tag = random.nextInt(7);
      SearchRequest request =
          SearchRequest.of("w" + random.nextInt(500) + " w" + random.nextInt(500), mode, 20)
              .withDepth(SearchDepth.of(scan));
      pages(collection, random.nextBoolean() ? request : request.withFilter(tagged(tag)), tag);
    }
    return null;
  }

  private static Filter tagged(int tag) {
    return Filter.parse("tags=t" + tag);
  }

  /** Every hit is whole and passes; pages never show a document twice. */
  private void pages(VectorCollection collection, SearchRequest request, int tag) {
    Set<String> seen = new HashSet<>();
    String cursor = null;
    Optional<SearchResult.Total> total = Optional.empty();
    do {
      SearchResult page;
      try {
        page = collection.search(request.withPage(new Page(20, cursor)));
      } catch (SemblanceException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.EXPIRED);
        return;
      }
      searches.incrementAndGet();
      assertThat(total.orElse(page.total())).isEqualTo(page.total());
      total = Optional.of(page.total());
      for (SearchHit hit : page.hits()) {
        assertThat(seen.add(hit.document().id())).as("found twice").isTrue();
        ScriptedDocument claimed = ScriptedDocument.claimedBy(hit.document());
        assertThat(hit.document()).isEqualTo(claimed.document());
        assertThat(request.filter() == null || claimed.note() % 7 == tag).isTrue();
      }
      cursor = page.nextCursor();
    } while (cursor != null);
  }
}
