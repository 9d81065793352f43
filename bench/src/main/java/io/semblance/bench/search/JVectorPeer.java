package io.semblance.bench.search;

import static java.util.Objects.requireNonNull;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** jvector in memory, full precision, as many links as ours, its benchmarks' overflow and alpha. */
final class JVectorPeer implements SearchPeer {
  private static final int LINKS = 32;
  private static final int EF_CONSTRUCTION = 100;
  private static final float OVERFLOW = 1.2f;
  private static final float ALPHA = 1.2f;
  private static final VectorTypeSupport VECTORS =
      VectorizationProvider.getInstance().getVectorTypeSupport();

  private @Nullable ListRandomAccessVectorValues values;
  private @Nullable GraphSearcher searcher;

  @Override
  public void build(float[][] rows, int threads) throws IOException {
    List<VectorFloat<?>> vectors = new ArrayList<>(rows.length);
    for (float[] row : rows) {
      vectors.add(VECTORS.createFloatVector(row));
    }
    ListRandomAccessVectorValues built = new ListRandomAccessVectorValues(vectors, rows[0].length);
    BuildScoreProvider scores =
        BuildScoreProvider.randomAccessScoreProvider(built, VectorSimilarityFunction.DOT_PRODUCT);
    try (ForkJoinPool pool = new ForkJoinPool(threads);
        GraphIndexBuilder builder =
            GraphIndexBuilder.builder(scores, rows[0].length, LINKS)
                .withBeamWidth(EF_CONSTRUCTION)
                .withNeighborOverflow(OVERFLOW)
                .withAlpha(ALPHA)
                .withSimdExecutor(pool)
                .withParallelExecutor(pool)
                .build()) {
      ImmutableGraphIndex graph = builder.build(built);
      searcher = new GraphSearcher(graph);
      values = built;
    }
  }

  @Override
  public int[] search(float[] query, int ef) {
    DefaultSearchScoreProvider scores =
        DefaultSearchScoreProvider.exact(
            VECTORS.createFloatVector(query),
            VectorSimilarityFunction.DOT_PRODUCT,
            requireNonNull(values));
    SearchResult result =
        requireNonNull(searcher).search(scores, TweetVectors.K, ef, 0, 0, Bits.ALL);
    int[] rows = new int[result.getNodes().length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = result.getNodes()[i].node;
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    if (searcher != null) {
      searcher.close();
    }
  }
}
