package io.semblance.index.suite;

import io.semblance.index.CollectionOptions;
import io.semblance.index.CollectionStore;
import io.semblance.index.VectorCollection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A process that writes to a collection on several threads until it is killed. Waits for a line on
 * standard input before it begins. Tells on standard output what it is about to write, and what was
 * acknowledged after it was.
 */
final class KilledProcess {
  static final String COLLECTION = "killed";
  private static final int WRITERS = 3;

  private KilledProcess() {}

  /** Arguments: the store's folder, and the first stamp of this process. */
  public static void main(String[] arguments) throws IOException {
    int firstStamp = Integer.parseInt(arguments[1]);
    if (System.in.read() < 0) {
      return;
    }
    VectorCollection collection =
        new CollectionStore(Path.of(arguments[0]))
            .open(
                COLLECTION,
                ScriptedDocument.ENCODER,
                CollectionOptions.DEFAULT.withRefreshInterval(Duration.ofMillis(100)));
    Journal journal = new PrintedJournal();
    for (int i = 0; i < WRITERS; i++) {
      start(
          new ScriptedWriter(collection, journal, "w" + i + "-", 60, firstStamp + i * 100_000),
          writer -> writer.write(12));
    }
    start(
        new ScriptedWriter(collection, journal, "bulk-", 400, firstStamp + WRITERS * 100_000),
        writer -> writer.load(300));
  }

  private static void start(ScriptedWriter writer, Consumer<ScriptedWriter> work) {
    Runnable forever =
        () -> {
          try {
            while (true) {
              work.accept(writer);
            }
          } catch (RuntimeException | Error e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
          }
        };
    Thread.ofPlatform().start(forever);
  }

  /** One line a change; a batch is written at once. */
  private static final class PrintedJournal implements Journal {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public void trying(List<Step> steps) {
      StringBuilder lines = new StringBuilder();
      for (Step step : steps) {
        lines.append("try ").append(step.id());
        step.after().ifPresent(after -> lines.append(" " + after.text() + " " + after.note()));
        lines.append('\n');
      }
      print(lines);
    }

    @Override
    public void acknowledged(List<Step> steps, List<Long> versions) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < steps.size(); i++) {
        lines.append("ack " + steps.get(i).id() + " " + versions.get(i) + "\n");
      }
      print(lines);
    }

    private synchronized void print(CharSequence lines) {
      try {
        out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
