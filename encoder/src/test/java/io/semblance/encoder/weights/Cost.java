package io.semblance.encoder.weights;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a piece of work cost its thread.
 *
 * @param allocatedBytes heap asked for, garbage included
 */
public record Cost(Duration time, long allocatedBytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Runs {@code work}, which may throw nothing that is checked. */
  public static Cost of(Runnable work) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    work.run();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Cost(time, THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  /** The larger in each part. */
  public Cost max(Cost other) {
    return new Cost(
        time.compareTo(other.time) > 0 ? time : other.time,
        Math.max(allocatedBytes, other.allocatedBytes));
  }

  @Override
  public String toString() {
    return time.toMillis() + " ms, " + (allocatedBytes >> 10) + " KB";
  }
}
