package io.semblance.index;

/** How the closest vectors are looked for. */
public enum Scan {
  /** Exactly in small collections, through the graph in large ones. */
  AUTO,
  /** Every vector is compared. */
  EXACT,
  /** Through the HNSW graph: faster in large collections, may miss a few. */
  GRAPH
}
