package io.semblance.index.graph;

/**
 * A finished graph.
 *
 * @param order the row of each node; links name nodes, not rows
 * @param layers from the lowest, which holds all nodes
 */
record NeighborGraph(NodeOrder order, LinkLayer[] layers) {}
