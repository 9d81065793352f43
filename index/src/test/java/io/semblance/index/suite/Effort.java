package io.semblance.index.suite;

import java.time.Duration;

/**
 * How much the suites of this package try: a little in every build, all of it with {@code -Plong},
 * which sets the system property {@code semblance.long}.
 */
final class Effort {
  private static final boolean LONG = Boolean.getBoolean("semblance.long");

  private Effort() {}

  static boolean isLong() {
    return LONG;
  }

  static int tries(int plain, int full) {
    return LONG ? full : plain;
  }

  static Duration time(Duration plain, Duration full) {
    return LONG ? full : plain;
  }
}
