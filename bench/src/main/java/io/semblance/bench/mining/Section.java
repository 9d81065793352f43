package io.semblance.bench.mining;

import java.io.IOException;
import java.util.List;

/** One group of measurements of the benchmark. */
interface Section {
  /** What a caller asks for it by. */
  String name();

  /** Measures. */
  List<Measured> run(MiningSetting setting) throws IOException;
}
