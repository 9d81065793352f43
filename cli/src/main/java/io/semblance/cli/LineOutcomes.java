package io.semblance.cli;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What became of each line of an input, told in the order of the lines, once it is on disk. Safe
 * for the thread that reads and the thread that writes.
 */
final class LineOutcomes implements ChangeReader.Listener {
  private final Target target;
  private final UndeclaredFields undeclared;
  private final boolean failFast;
  private final Queue<Pending> pending = new ArrayDeque<>();
  private long badLines;

  /** Hears of the lines. */
  interface Target {
    /** A change that happened, or was found to be there already. */
    void done(long line, ChangeResult result);

    /**
     * A line of which nothing came.
     *
     * @param id the document's, where that is known
     */
    void failed(long line, @Nullable String id, SemblanceException problem);
  }

  /** A line that waits for the lines before it; with a problem it never was a change. */
  private record Pending(long line, @Nullable SemblanceException problem) {}

  /**
   * Begins.
   *
   * @param failFast whether a bad line is told at once, before the lines that come before it
   */
  LineOutcomes(Target target, UndeclaredFields undeclared, boolean failFast) {
    this.target = target;
    this.undeclared = undeclared;
    this.failFast = failFast;
  }

  /** How many lines could not be read. */
  synchronized long badLines() {
    return badLines;
  }

  @Override
  public synchronized void change(long line, Change change) {
    pending.add(new Pending(line, null));
    if (change instanceof Change.Upsert upsert) {
      undeclared.add(upsert.document().fields());
    }
  }

  @Override
  public synchronized void badLine(long line, String problem) {
    badLines++;
    SemblanceException failure = SemblanceException.invalid(problem);
    if (failFast) {
      target.failed(line, null, failure);
      return;
    }
    pending.add(new Pending(line, failure));
    tellBadLines();
  }

  /** Takes the results of the next changes, in their order. */
  synchronized void results(List<ChangeResult> results) {
    for (ChangeResult result : results) {
      tellBadLines();
      tell(pending.remove().line(), result);
    }
    tellBadLines();
  }

  private void tellBadLines() {
    for (Pending next = pending.peek();
        next != null && next.problem() != null;
        next = pending.peek()) {
      pending.remove();
      target.failed(next.line(), null, next.problem());
    }
  }

  private void tell(long line, ChangeResult result) {
    if (result.problem() != null) {
      target.failed(line, result.id(), result.problem());
    } else if (result.isSuccess()) {
      target.done(line, result);
    } else {
      target.failed(
          line,
          result.id(),
          new SemblanceException(ErrorCode.NOT_FOUND, "no such document: '" + result.id() + "'"));
    }
  }
}
