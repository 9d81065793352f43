package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.CollectionOptions;
import io.semblance.index.CollectionStore;
import io.semblance.index.VectorCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that writes, again and again, and looks for what it was told is on disk. The
 * system keeps what a killed process wrote, so this says nothing about a machine that loses power:
 * for that see {@link io.semblance.index.write.PowerCutTest}.
 */
class KillIT {
  private static final long SEED = 20261123;
  private static final int STAMPS_A_TRY = 1_000_000;
  private static final int SHORTEST_MILLIS = 50;
  private static final int LONGEST_MILLIS = 1500;

  @TempDir private Path root;

  /** A process that was told to write, and what it said. */
  private record Victim(Process process, Path errors, CountDownLatch begun, Thread listener) {
    static Victim start(Path root, int firstStamp, Ledger ledger) throws IOException {
      Path errors = root.resolve("errors");
      Process process =
          new ProcessBuilder(
                  JavaProcess.command(
                      KilledProcess.class, root.toString(), Integer.toString(firstStamp)))
              .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
              .start();
      CountDownLatch begun = new CountDownLatch(1);
      Thread listener = Thread.ofPlatform().unstarted(() -> listen(process, ledger, begun));
      return new Victim(process, errors, begun, listener);
    }

    private static void listen(Process process, Ledger ledger, CountDownLatch begun) {
      try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
        WholeLines whole = new WholeLines(lines);
        for (String line = whole.next(); line != null; line = whole.next()) {
          hear(line.split(" "), ledger);
          if (line.startsWith("ack")) {
            begun.countDown();
          }
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static void hear(String[] words, Ledger ledger) {
      if (words[0].equals("ack")) {
        ledger.acknowledged(words[1], Long.parseLong(words[2]));
      } else {
        ledger.trying(
            words[1],
            words.length == 2
                ? Optional.empty()
                : Optional.of(
                    new ScriptedDocument(
                        words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]))));
      }
    }

    /** Lets it write and kills it some time after its first acknowledgement. */
    void runAndKill(int millis) throws IOException, InterruptedException {
      listener.start();
      process.outputWriter().write('\n');
      process.outputWriter().flush();
      assertThat(begun.await(1, TimeUnit.MINUTES)).as(() -> JavaProcess.said(errors)).isTrue();
      Thread.sleep(millis);
      assertThat(process.isAlive()).as(() -> JavaProcess.said(errors)).isTrue();
      process.destroyForcibly().waitFor();
      listener.join();
    }
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void whatWasAcknowledgedSurvivesTheDeathOfTheProcess() throws Exception {
    int kills = Effort.tries(10, 100);
    Random random = new Random(SEED);
    CollectionStore store = new CollectionStore(root);
    store
        .create(KilledProcess.COLLECTION, ScriptedDocument.ENCODER, ScriptedDocument.SCHEMA)
        .close();
    Ledger ledger = new Ledger();
    int inFlight = 0;
    int kept = 0;
    Victim next = Victim.start(root, STAMPS_A_TRY, ledger);
    try {
      for (int i = 1; i <= kills; i++) {
        Victim victim = next;
        next = Victim.start(root, (i + 1) * STAMPS_A_TRY, ledger);
        victim.runAndKill(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
        Ledger.Comparison found = compare(store, ledger);
        Blocks.requireWhole(root.resolve(KilledProcess.COLLECTION));
        inFlight += found.inFlight();
        kept += found.inFlightKept();
      }
    } finally {
      next.process().destroyForcibly();
    }
    System.out.printf(
        Locale.ROOT,
        "%d kills: %,d acknowledged changes, 0 lost, 0 half there; %,d documents with changes in"
            + " flight, %,d of them changed, all whole%n",
        kills,
        ledger.acknowledged(),
        inFlight,
        kept);
    assertThat(ledger.acknowledged()).isGreaterThan(kills);
  }

  private static Ledger.Comparison compare(CollectionStore store, Ledger ledger) {
    try (VectorCollection collection =
        store.open(
            KilledProcess.COLLECTION,
            ScriptedDocument.ENCODER,
            CollectionOptions.DEFAULT.withRefreshInterval(Duration.ZERO).withVerify(true))) {
      return ledger.compare(collection);
    }
  }
}
