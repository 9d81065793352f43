package io.semblance.clustering.graph;

import java.util.Arrays;
import java.util.Optional;

/** How neighbours are looked for. */
public enum GraphMode {
  /** The one of the others that is estimated to take less time. */
  AUTO('A'),

  /** Every row is compared with every other. */
  EXACT('E'),

  /** Rows are compared with those of the cells around them; the recall is measured. */
  CELLS('C');

  private final int code;

  GraphMode(int code) {
    this.code = code;
  }

  /** What stands for it in a file. */
  int code() {
    return code;
  }

  static Optional<GraphMode> ofCode(int code) {
    return Arrays.stream(values()).filter(mode -> mode.code == code).findFirst();
  }
}
