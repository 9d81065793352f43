package io.semblance.index.clusters;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Clusterings whose labels a test decides, so that only keeping and reading them is tested. */
final class HandMade {
  private HandMade() {}

  /** Puts each document where a function of its id says; its first two stand for each cluster. */
  static Clusterings.Finding by(int clusters, ToIntFunction<String> labelOf) {
    return vectors -> {
      int[] labels =
          IntStream.range(0, vectors.rows())
              .map(row -> labelOf.applyAsInt(vectors.id(row)))
              .toArray();
      List<Cluster> list = new ArrayList<>();
      List<List<Integer>> exemplars = new ArrayList<>();
      for (int cluster = 0; cluster < clusters; cluster++) {
        int number = cluster;
        List<Integer> rows =
            IntStream.range(0, labels.length).filter(row -> labels[row] == number).boxed().toList();
        exemplars.add(rows.subList(0, Math.min(2, rows.size())));
        list.add(
            new Cluster(
                cluster,
                cluster + 10,
                rows.size(),
                0.5,
                0.25,
                0.7,
                "topic " + cluster,
                List.of(new Cluster.Term("term" + cluster, 1.5)),
                List.of()));
      }
      int noise = (int) IntStream.of(labels).filter(label -> label < 0).count();
      return new FoundClustering(
          (row, id) -> new ClusterPoint(id, labels[row], 0.75f, 0.125f, null, null, false),
          list,
          exemplars,
          new float[clusters][vectors.matrix().dimension()],
          noise,
          new TreeMap<>(),
          new TreeMap<>(),
          clusters + 10,
          List.of());
    };
  }
}
