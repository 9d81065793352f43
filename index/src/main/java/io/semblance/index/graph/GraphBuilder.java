package io.semblance.index.graph;

import io.semblance.progress.ParallelLoops;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.IORunnable;

/**
 * Builds an HNSW graph in batches: the nodes of a batch look for their neighbours in the graph of
 * all earlier batches, which nobody changes meanwhile, and only then are they linked to (Manohar et
 * al., ParlayANN, 2024). So threads need no locks, and the graph depends on the rows alone, not on
 * the number of threads or their timing.
 */
final class GraphBuilder {
  /** A batch is this part of what is in the graph, so that few neighbours are missed. */
  private static final int BATCH_PART = 50;

  private static final int LARGEST_BATCH = 8192;
  private static final int SEARCH_GRAIN = 8;
  private static final int LINK_GRAIN = 64;

  private final NodeOrder order;
  private final int m;
  private final int efConstruction;
  private final LinkLayer[] layers;
  private final ParallelLoops workers;
  private final Worker[] tools;
  private final IORunnable checkpoint;

  /** What one thread works with. */
  private record Worker(BeamSearch beam, DiverseLinks diverse) {}

  /**
   * @param rows at least 1
   * @param checkpoint called now and then on the calling thread; throws to give up
   */
  GraphBuilder(
      RowScores scores,
      int rows,
      int m,
      int efConstruction,
      ParallelLoops workers,
      IORunnable checkpoint) {
    this.order = NodeOrder.of(rows, m);
    this.m = m;
    this.efConstruction = efConstruction;
    this.workers = workers;
    this.checkpoint = checkpoint;
    this.layers = new LinkLayer[order.layerSizes().length];
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer] = new LinkLayer(order.layerSizes()[layer], layer == 0 ? 2 * m : m);
    }
    this.tools = new Worker[workers.workers()];
    Arrays.setAll(
        tools,
        i ->
            new Worker(
                new BeamSearch(scores, order.rowOf(), 2 * m, efConstruction),
                new DiverseLinks(scores, order.rowOf(), 2 * m)));
  }

  NeighborGraph build() throws IOException {
    int nodes = order.rowOf().length;
    for (int from = 1; from < nodes; ) {
      checkpoint.run();
      int to = Math.min(nodes, from + Math.clamp(from / BATCH_PART, 1, LARGEST_BATCH));
      insert(from, to);
      from = to;
    }
    for (int layer = layers.length - 1; layer >= 0; layer--) {
      connect(layer);
    }
    return new NeighborGraph(order, layers);
  }

  private void insert(int from, int to) {
    workers.run(
        to - from,
        SEARCH_GRAIN,
        (worker, first, last) -> {
          for (int node = from + first; node < from + last; node++) {
            findNeighbours(tools[worker], node);
          }
        });
    for (int layer = order.topLayer(from); layer >= 0; layer--) {
      linkBack(layers[layer], from, Math.min(to, layers[layer].size()));
    }
  }

  private void findNeighbours(Worker worker, int node) {
    int row = order.rowOf()[node];
    int top = order.topLayer(node);
    BeamSearch beam = worker.beam;
    beam.enter(row, 0);
    for (int layer = layers.length - 1; layer > top; layer--) {
      beam.walk(layers[layer], row, 1);
    }
    for (int layer = top; layer >= 0; layer--) {
      beam.walk(layers[layer], row, efConstruction);
      worker.diverse.choose(layers[layer], node, beam.found(), beam.size(), m);
    }
  }

  private void connect(int layer) throws IOException {
    Reachability reachability = new Reachability(layers[layer]);
    BeamSearch beam = tools[0].beam;
    for (int node = reachability.nextCutOff(1);
        node < layers[layer].size();
        node = reachability.nextCutOff(node + 1)) {
      checkpoint.run();
      int row = order.rowOf()[node];
      beam.enter(row, 0);
      for (int above = layers.length - 1; above > layer; above--) {
        beam.walk(layers[above], row, 1);
      }
      beam.walk(layers[layer], row, efConstruction);
      reachability.attach(node, beam.found(), beam.size());
    }
  }

  /** Gives the nodes that a batch links to links in the other direction. */
  private void linkBack(LinkLayer layer, int from, int to) {
    long[] links = linksByTarget(layer, from, to);
    int[] starts = startsOfTargets(links);
    workers.run(
        starts.length - 1,
        LINK_GRAIN,
        (worker, first, last) -> {
          for (int i = first; i < last; i++) {
            linkBack(tools[worker].diverse, layer, links, starts[i], starts[i + 1]);
          }
        });
  }

  private static long[] linksByTarget(LinkLayer layer, int from, int to) {
    int count = 0;
    for (int node = from; node < to; node++) {
      count += layer.count(node);
    }
    long[] links = new long[count];
    int next = 0;
    for (int node = from; node < to; node++) {
      for (int i = 0; i < layer.count(node); i++) {
        links[next++] = ((long) layer.link(node, i) << 32) | node;
      }
    }
    Arrays.sort(links);
    return links;
  }

  private static int[] startsOfTargets(long[] links) {
    int[] starts = new int[links.length + 1];
    int targets = 0;
    for (int i = 0; i < links.length; i++) {
      if (i == 0 || links[i] >> 32 != links[i - 1] >> 32) {
        starts[targets++] = i;
      }
    }
    starts[targets] = links.length;
    return Arrays.copyOf(starts, targets + 1);
  }

  private static void linkBack(
      DiverseLinks diverse, LinkLayer layer, long[] links, int start, int end) {
    int target = (int) (links[start] >> 32);
    int count = layer.count(target);
    if (count + end - start <= layer.width()) {
      for (int i = start; i < end; i++) {
        int source = (int) links[i];
        layer.add(target, source, score(layer, source, target));
      }
      return;
    }
    long[] candidates = new long[count + end - start];
    for (int i = 0; i < count; i++) {
      candidates[i] = Ranked.of(layer.score(target, i), layer.link(target, i));
    }
    for (int i = start; i < end; i++) {
      int source = (int) links[i];
      candidates[count + i - start] = Ranked.of(score(layer, source, target), source);
    }
    Arrays.sort(candidates);
    reverse(candidates);
    diverse.choose(layer, target, candidates, candidates.length, layer.width());
  }

  private static float score(LinkLayer layer, int source, int target) {
    int i = 0;
    while (layer.link(source, i) != target) {
      i++;
    }
    return layer.score(source, i);
  }

  private static void reverse(long[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      long swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
