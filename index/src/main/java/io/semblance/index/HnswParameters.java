package io.semblance.index;

/**
 * Shape of the neighbour graph (Malkov and Yashunin, 2016). Lucene calls these maxConn and
 * beamWidth.
 *
 * @param m neighbours of a node, 2 to 512; more costs memory and finds more
 * @param efConstruction candidates looked at for each new node, 1 to 3200; more costs build time
 *     and finds more
 */
public record HnswParameters(int m, int efConstruction) {
  /** 16 and 100: good up to about a million vectors. */
  public static final HnswParameters DEFAULT = new HnswParameters(16, 100);

  public HnswParameters {
    Limits.require("hnsw m", m, 2, 512);
    Limits.require("hnsw ef_construction", efConstruction, 1, 3200);
  }
}
