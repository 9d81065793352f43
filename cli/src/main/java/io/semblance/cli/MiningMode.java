package io.semblance.cli;

/** How pairs are looked for. */
enum MiningMode {
  /** Exact unless that is estimated to take minutes. */
  AUTO,
  /** Every text is compared with every other. */
  EXACT,
  /** Texts are compared with those around them; the share of true pairs found is measured. */
  GRAPH
}
