package io.semblance.encoder.batch;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The worker threads of one open model, shared by all calls. Safe for many threads. */
public final class Workers {
  private final String model;
  private final ExecutorService threads;
  private final ReadWriteLock openness = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * Starts threads.
   *
   * @param model whose they are, for messages
   * @param count how many jobs run at once
   */
  public Workers(String model, int count) {
    this.model = model;
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("semblance-encode-", 0).factory());
  }

  /**
   * Makes a call during which {@link #close} waits.
   *
   * @throws IllegalStateException when the model is closed
   */
  public <T> T whileOpen(Supplier<T> call) {
    openness.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model '" + model + "' is closed");
      }
      return call.get();
    } finally {
      openness.readLock().unlock();
    }
  }

  /** Waits for the calls in progress, then ends the threads and runs {@code release}; only once. */
  public void close(Runnable release) {
    openness.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        threads.shutdown();
        release.run();
      }
    } finally {
      openness.writeLock().unlock();
    }
  }

  /**
   * Runs jobs and returns when none of them runs any more. After the first failure no other job
   * begins.
   *
   * @param progress asked before each job whether to stop
   * @param work what is done, the subject of messages
   */
  public void run(List<Runnable> jobs, Progress progress, String work) {
    CountDownLatch left = new CountDownLatch(jobs.size());
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    for (Runnable job : jobs) {
      threads.execute(
          () -> {
            try {
              if (failure.get() == null) {
                progress.throwIfCancelled(work);
                job.run();
              }
            } catch (RuntimeException | Error e) {
              failure.compareAndSet(null, e);
            } finally {
              left.countDown();
            }
          });
    }
    await(left, failure, work);
    throwIfFailed(failure.get(), work);
  }

  /** Jobs write to arrays of the call, so it may not end before they have come to rest. */
  private static void await(
      CountDownLatch left, AtomicReference<@Nullable Throwable> failure, String work) {
    boolean interrupted = false;
    while (left.getCount() > 0) {
      try {
        left.await();
      } catch (InterruptedException e) {
        interrupted = true;
        failure.compareAndSet(null, SemblanceException.cancelled(work));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void throwIfFailed(@Nullable Throwable failure, String work) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure != null) {
      throw new SemblanceException(ErrorCode.INTERNAL, work + " failed: " + failure, failure);
    }
  }
}
