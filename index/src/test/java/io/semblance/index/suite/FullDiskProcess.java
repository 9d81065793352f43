package io.semblance.index.suite;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionOptions;
import io.semblance.index.CollectionStore;
import io.semblance.index.VectorCollection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fills a small disk while it writes to a collection there, makes room again, and looks for what
 * was acknowledged: time after time, at another moment each. Ends with status 0 if all is well, and
 * says what it counted in its last line.
 */
final class FullDiskProcess {
  private static final String COLLECTION = "full";
  private static final int WRITERS = 3;
  private static final int FAILURES_A_WRITER = 3;
  private static final int MOST_FREE = 1 << 20;
  private static final int BLOCK = 4096;

  private final CollectionStore store;
  private final Path balloon;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final AtomicInteger refused = new AtomicInteger();
  private int stamp;
  private int reopened;

  private FullDiskProcess(Path disk, long seed) {
    this.store = new CollectionStore(disk.resolve("store"));
    this.balloon = disk.resolve("balloon");
    this.random = new Random(seed);
  }

  /** Arguments: the disk, how often to fill it, a seed. */
  public static void main(String[] arguments) throws Exception {
    new FullDiskProcess(Path.of(arguments[0]), Long.parseLong(arguments[2]))
        .run(Integer.parseInt(arguments[1]));
  }

  private void run(int moments) throws Exception {
    store.create(COLLECTION, ScriptedDocument.ENCODER, ScriptedDocument.SCHEMA).close();
    VectorCollection collection = open();
    try {
      for (int moment = 0; moment < moments; moment++) {
        List<ScriptedWriter> writers = writers(collection);
        fillWhile(
            random.nextInt(MOST_FREE),
            () -> {
              onManyThreads(writers, this::writeUntilRefused);
              return null;
            });
        goOn(collection);
        if (random.nextBoolean()) {
          collection.close();
          reopened++;
          collection = open();
          Blocks.requireWhole(store.root().resolve(COLLECTION));
          goOn(collection);
        }
      }
    } finally {
      collection.close();
    }
    System.out.printf(
        Locale.ROOT,
        "%d full disks: %,d writes refused, %,d acknowledged changes, 0 lost; written on in the"
            + " open collection each time and after %d of %d reopenings%n",
        moments,
        refused.get(),
        ledger.acknowledged(),
        reopened,
        reopened);
  }

  private VectorCollection open() {
    return store.open(
        COLLECTION,
        ScriptedDocument.ENCODER,
        CollectionOptions.DEFAULT.withRefreshInterval(Duration.ofMillis(50)));
  }

  private List<ScriptedWriter> writers(VectorCollection collection) {
    List<ScriptedWriter> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      stamp += 100_000;
      writers.add(new ScriptedWriter(collection, ledger, "w" + i + "-", 80, stamp));
    }
    return writers;
  }

  /** Takes the disk's space but for some bytes at once, and the rest bit by bit. */
  private void fillWhile(int left, Callable<?> work) throws Exception {
    FileStore disk = Files.getFileStore(balloon.getParent());
    AtomicBoolean done = new AtomicBoolean();
    try (OutputStream file = Files.newOutputStream(balloon);
        ExecutorService filler = Executors.newSingleThreadExecutor()) {
      while (disk.getUsableSpace() > left) {
        file.write(new byte[BLOCK]);
      }
      Future<?> filling = filler.submit(() -> fill(file, done));
      try {
        work.call();
      } finally {
        done.set(true);
      }
      filling.get();
    }
    Files.delete(balloon);
  }

  private static Void fill(OutputStream file, AtomicBoolean done) throws InterruptedException {
    while (!done.get()) {
      try {
        file.write(new byte[BLOCK]);
      } catch (IOException full) {
        Thread.sleep(1); // room may come back when a failed segment is dropped
      }
      Thread.sleep(1);
    }
    return null;
  }

  private interface Work {
    void with(ScriptedWriter writer);
  }

  private static void onManyThreads(List<ScriptedWriter> writers, Work work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (ScriptedWriter writer : writers) {
        running.add(threads.submit(() -> work.with(writer)));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    }
  }

  private void writeUntilRefused(ScriptedWriter writer) {
    for (int failures = 0; failures < FAILURES_A_WRITER; ) {
      try {
        writer.write(20);
      } catch (SemblanceException e) {
        if (e.code() != ErrorCode.STORAGE_FAILURE) {
          throw new AssertionError("a full disk must be a storage failure", e);
        }
        failures++;
        refused.incrementAndGet();
      }
    }
  }

  /**
   * A merge that met the full disk may end the writer's session a moment after there is room again:
   * one failure, and only of the disk.
   */
  private static void outliveLateFailure(Runnable work) {
    try {
      work.run();
    } catch (SemblanceException e) {
      if (e.code() != ErrorCode.STORAGE_FAILURE) {
        throw e;
      }
      work.run();
    }
  }

  /** Finds all that was acknowledged, and writes again. */
  private void goOn(VectorCollection collection) throws Exception {
    outliveLateFailure(collection::refresh);
    ledger.compare(collection);
    onManyThreads(writers(collection), writer -> outliveLateFailure(() -> writer.write(20)));
    collection.refresh();
    ledger.compare(collection);
  }
}
