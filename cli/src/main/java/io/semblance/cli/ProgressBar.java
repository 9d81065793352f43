package io.semblance.cli;

import io.semblance.progress.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;

/**
 * One line on a terminal that is redrawn as work goes on: share, rate, remaining time. Draws
 * nothing into a pipe.
 */
final class ProgressBar implements Progress, AutoCloseable {
  private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final int BAR_WIDTH = 24;

  private final Terminal terminal;
  private final String unit;
  private final LongToDoubleFunction share;
  private final long start = System.nanoTime();
  private long lastDrawn = start;
  private boolean drawn;

  /**
   * Starts a bar.
   *
   * @param unit what is counted, in the plural
   * @param share from the count done to the part of the whole that is done, in [0, 1], or NaN where
   *     it is not known
   */
  ProgressBar(Terminal terminal, String unit, LongToDoubleFunction share) {
    this.terminal = terminal;
    this.unit = unit;
    this.share = share;
  }

  @Override
  public void advancedTo(long done) {
    long now = System.nanoTime();
    if (terminal.progress() && now - lastDrawn >= REDRAW_NANOS) {
      lastDrawn = now;
      drawn = true;
      terminal
          .errWriter()
          .print("\r" + line(done, (now - start) / 1e9, share.applyAsDouble(done)) + "\u001b[K");
      terminal.errWriter().flush();
    }
  }

  private String line(long done, double seconds, double share) {
    String rate = String.format(Locale.ROOT, "%,d %s  %,.0f/s", done, unit, done / seconds);
    if (Double.isNaN(share)) {
      return rate;
    }
    int filled = (int) Math.round(share * BAR_WIDTH);
    String bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    return String.format(Locale.ROOT, "%s %3.0f %%  %s", bar, 100 * share, rate)
        + (share > 0 ? "  " + remaining(seconds * (1 - share) / share) + " left" : "");
  }

  private static String remaining(double seconds) {
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return left.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
  }

  /** Wipes the bar off the terminal, to make room for results. */
  void clear() {
    if (drawn) {
      drawn = false;
      terminal.errWriter().print("\r\u001b[K");
      terminal.errWriter().flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
