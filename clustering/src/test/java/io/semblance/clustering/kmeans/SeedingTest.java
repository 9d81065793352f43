package io.semblance.clustering.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.clustering.TestRows;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedingTest {
  private static final int DRAWS = 20_000;

  @Test
  void seedsAreDrawnByWeightAndSquaredDistanceThoughProposedInBatches() {
    // at 0, 60 (twice) and 180 degrees: squared distances 1, 4 and 3
    float[] middle = {0.5f, (float) Math.sqrt(0.75)};
    float[][] vectors = {{1, 0}, middle, middle, {-1, 0}};
    int firstTwo = 0;
    int ends = 0;
    try (EmbeddingMatrix matrix = TestRows.matrix(vectors);
        ParallelLoops loops = new ParallelLoops(1, "test")) {
      UniqueRows rows = UniqueRows.of(matrix);
      PackedRows points = rows.pack();
      for (int seed = 0; seed < DRAWS; seed++) {
        Set<Float> x = new HashSet<>();
        for (float[] chosen : Seeding.choose(rows, points, 2, new SplittableRandom(seed), loops)) {
          x.add(chosen[0]);
        }
        assertThat(x).hasSize(2);
        firstTwo += x.contains(-1f) ? 0 : 1;
        ends += x.contains(0.5f) ? 0 : 1;
      }
    }
    // 1/4 * 2/(2+4) + 2/4 * 1/(1+3), and 1/4 * 4/(2+4) + 1/4 * 4/(4+6)
    assertThat(firstTwo / (double) DRAWS).isCloseTo(5.0 / 24, within(0.015));
    assertThat(ends / (double) DRAWS).isCloseTo(4.0 / 15, within(0.015));
  }

  @Test
  void seedsAreDifferentRowsInBatchesAndAcrossThem() {
    try (EmbeddingMatrix matrix = TestRows.matrix(TestRows.grouped(200, 5, 3, 0.2f, 1));
        ParallelLoops loops = new ParallelLoops(2, "test")) {
      UniqueRows rows = UniqueRows.of(matrix);
      float[][] seeds = Seeding.choose(rows, rows.pack(), 150, new SplittableRandom(1), loops);
      try (EmbeddingMatrix chosen = TestRows.matrix(seeds)) {
        assertThat(UniqueRows.of(chosen).count()).isEqualTo(150);
      }
    }
  }
}
