package io.semblance.bench.mining;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.KnnGraphs;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Clusters by density and communities of a ready graph of neighbours, at 256 dimensions. */
final class Densities implements Section {
  private static final int ROWS = 100_000;
  private static final int DIMENSION = 256;
  private static final int NEIGHBORS = 15;

  @Override
  public String name() {
    return "densities";
  }

  @Override
  public List<Measured> run(MiningSetting setting) throws IOException {
    try (EmbeddingMatrix tweets = cut(setting)) {
      UniqueRows rows = UniqueRows.of(tweets);
      GraphOptions options = GraphOptions.defaults().withThreads(setting.threads());
      KnnGraph graph = KnnGraphs.build(rows, NEIGHBORS, options, Progress.NONE).graph();
      DensityRates rates = new DensityRates(graph, rows.weights());
      return List.of(rates.hdbscan(), rates.leiden());
    }
  }

  /** The first components of each vector, brought to unit length again. */
  private static EmbeddingMatrix cut(MiningSetting setting) throws IOException {
    try (EmbeddingMatrix whole = TweetMatrix.read(setting.tweets(), ROWS)) {
      EmbeddingMatrix cut = EmbeddingMatrix.allocate(whole.rows(), DIMENSION);
      for (int row = 0; row < whole.rows(); row++) {
        float[] vector = Arrays.copyOf(whole.copyRow(row), DIMENSION);
        Vectors.normalizeInPlace(vector);
        cut.setRow(row, vector);
      }
      return cut;
    }
  }
}
