package io.semblance.clustering.pairs;

import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How much mining may use. None of these changes a result, but for {@code maxPairs}, which says so.
 *
 * @param threads at least 1
 * @param maxPairs the most pairs that are kept, the best ones, at least 1; a result that had more
 *     is {@linkplain Pairs#truncated() truncated}
 * @param memoryBudgetBytes of found pairs in memory, at least 1 MiB; more of them go to disk, 16
 *     bytes a pair
 * @param workFolder where they go, and where finished blocks of rows are logged so that work that
 *     was killed or cancelled goes on when it is started again; one run at a time. The log stays
 *     there until the caller deletes it. Null for a temporary folder and no log
 */
public record MiningOptions(
    int threads, long maxPairs, long memoryBudgetBytes, @Nullable Path workFolder) {
  /** All processors, 10 million pairs, 256 MiB, no work folder. */
  public static final MiningOptions DEFAULT =
      new MiningOptions(Runtime.getRuntime().availableProcessors(), 10_000_000, 256L << 20, null);

  private static final long LEAST_MEMORY = 1L << 20;

  public MiningOptions {
    require(threads >= 1, "threads must be at least 1, got: " + threads);
    require(maxPairs >= 1, "maxPairs must be at least 1, got: " + maxPairs);
    require(
        memoryBudgetBytes >= LEAST_MEMORY,
        "memoryBudgetBytes must be at least " + LEAST_MEMORY + ", got: " + memoryBudgetBytes);
  }

  private static void require(boolean kept, String rule) {
    if (!kept) {
      throw SemblanceException.invalid(rule);
    }
  }

  public MiningOptions withThreads(int count) {
    return new MiningOptions(count, maxPairs, memoryBudgetBytes, workFolder);
  }

  public MiningOptions withMaxPairs(long count) {
    return new MiningOptions(threads, count, memoryBudgetBytes, workFolder);
  }

  public MiningOptions withMemoryBudgetBytes(long bytes) {
    return new MiningOptions(threads, maxPairs, bytes, workFolder);
  }

  public MiningOptions withWorkFolder(Path folder) {
    return new MiningOptions(threads, maxPairs, memoryBudgetBytes, folder);
  }
}
