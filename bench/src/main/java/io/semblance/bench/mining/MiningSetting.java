package io.semblance.bench.mining;

import io.semblance.bench.OpenBlas;
import java.nio.file.Path;

/**
 * What sections measure with.
 *
 * @param tweets file of {@link TweetMatrix}
 * @param blas this machine's rate
 * @param threads all of them
 */
record MiningSetting(Path tweets, OpenBlas blas, int threads) {
  /**
   * Operations a second of sgemm, on as many threads as the machine has, for products of tiles of
   * rows with that many components.
   */
  double sgemmRate(int dimension) {
    return blas.rate(512, 4096, dimension);
  }
}
