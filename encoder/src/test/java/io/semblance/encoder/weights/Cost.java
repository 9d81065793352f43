package io.semblance.encoder.weights;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a piece of work cost its thread.
 *
 * @param cpuTime time spent working, however busy the machine is with other things
 * @param allocatedBytes heap asked for, garbage included
 */
public record Cost(Duration cpuTime, long allocatedBytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Runs {@code work}, which may throw nothing that is checked. */
  public static Cost of(Runnable work) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    work.run();
    Duration time = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    return new Cost(time, THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  /** The larger in each part. */
  public Cost max(Cost other) {
    return new Cost(
        cpuTime.compareTo(other.cpuTime) > 0 ? cpuTime : other.cpuTime,
        Math.max(allocatedBytes, other.allocatedBytes));
  }

  @Override
  public String toString() {
    return cpuTime.toMillis() + " ms, " + (allocatedBytes >> 10) + " KB";
  }
}
