package io.semblance.clustering.hdbscan;

import io.semblance.clustering.DisjointSets;
import io.semblance.clustering.KnnGraph;
import io.semblance.progress.Progress;
import java.util.Arrays;

/**
 * The single-linkage tree of mutual reachability, by Kruskal's algorithm. Nodes 0 to {@code rows -
 * 1} are the rows, node {@code rows + m} is merge m of two nodes, the densest merges first and the
 * root last. Cosines stand for distances: they are what the graph has, so equal ones are ties.
 */
final class Dendrogram {
  private static final float FARTHEST = -1;

  final int rows;
  private final int[] left;
  private final int[] right;
  private final float[] cosines;
  private final long[] weights;
  private int merges;

  private Dendrogram(int[] rowWeights) {
    rows = rowWeights.length;
    int most = Math.max(0, rows - 1);
    left = new int[most];
    right = new int[most];
    cosines = new float[most];
    weights = Arrays.copyOf(Arrays.stream(rowWeights).asLongStream().toArray(), rows + most);
  }

  static Dendrogram of(KnnGraph graph, float[] cores, int[] weights, Progress progress) {
    Dendrogram dendrogram = new Dendrogram(weights);
    long[] edges = ReachabilityEdges.sorted(graph, cores);
    progress.throwIfCancelled("clustering by density");
    dendrogram.merge(graph, edges);
    return dendrogram;
  }

  private void merge(KnnGraph graph, long[] edges) {
    DisjointSets sets = new DisjointSets(rows);
    int[] nodes = new int[rows];
    Arrays.setAll(nodes, row -> row);
    for (int e = 0; e < edges.length && sets.sets() > 1; e++) {
      int edge = ReachabilityEdges.edge(edges[e]);
      int row = edge / graph.k();
      merge(
          sets,
          nodes,
          row,
          graph.neighbor(row, edge % graph.k()),
          ReachabilityEdges.cosine(edges[e]));
    }
    float weakest = merges > 0 ? cosines[merges - 1] : FARTHEST;
    for (int row = 1; row < rows && sets.sets() > 1; row++) {
      merge(sets, nodes, 0, row, weakest);
    }
  }

  private void merge(DisjointSets sets, int[] nodes, int a, int b, float cosine) {
    int nodeOfA = nodes[sets.root(a)];
    int nodeOfB = nodes[sets.root(b)];
    if (sets.join(a, b)) {
      left[merges] = nodeOfA;
      right[merges] = nodeOfB;
      cosines[merges] = cosine;
      nodes[sets.root(a)] = rows + merges;
      weights[rows + merges] = weights[nodeOfA] + weights[nodeOfB];
      merges++;
    }
  }

  /** The node that has all rows. */
  int root() {
    return rows + merges - 1;
  }

  boolean isRow(int node) {
    return node < rows;
  }

  /** The cosine at which the two halves of a merge were joined. */
  float cosine(int node) {
    return cosines[node - rows];
  }

  int left(int node) {
    return left[node - rows];
  }

  int right(int node) {
    return right[node - rows];
  }

  /** How many rows a node has, copies counted. */
  long weight(int node) {
    return weights[node];
  }
}
