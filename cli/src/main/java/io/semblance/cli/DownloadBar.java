package io.semblance.cli;

import io.semblance.encoder.hub.DownloadListener;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Shows downloads one after the other: a bar while a file comes, a line when it is whole. */
final class DownloadBar implements DownloadListener, AutoCloseable {
  private final Terminal terminal;
  private String file = "";
  private @Nullable ProgressBar bar;

  DownloadBar(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void progressed(String name, long done, long total) {
    ProgressBar current = bar;
    if (current == null || !name.equals(file)) {
      close();
      file = name;
      current = new ProgressBar(terminal, "bytes of " + name, share(total));
      bar = current;
      if (done > 0 && done < total) {
        terminal.note(name + ": going on from " + ByteCount.text(done));
      }
    }
    if (done == total) {
      close();
      terminal.note(name + "  " + ByteCount.text(total));
    } else {
      current.advancedTo(done);
    }
  }

  private static LongToDoubleFunction share(long total) {
    return done -> total <= 0 ? Double.NaN : Math.min(1, (double) done / total);
  }

  @Override
  public void usingCache(String reason) {
    terminal.note("the hub cannot be reached (" + reason + "); using the copy in the cache");
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
