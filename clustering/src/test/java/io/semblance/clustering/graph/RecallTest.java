package io.semblance.clustering.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecallTest {
  @Test
  void isTheShareOfTrueNeighboursOfAllRowsThatWereFound() {
    Recall recall = Recall.of(new int[] {1, 2, 0}, new int[] {2, 2, 0}, 1);
    assertThat(recall.value()).isEqualTo(0.75);
    assertThat(recall.sampledRows()).isEqualTo(3);
    assertThat(recall.trueNeighbors()).isEqualTo(4);
    assertThat(recall.low()).isGreaterThanOrEqualTo(0.5);
    assertThat(recall.high()).isLessThanOrEqualTo(1);
  }

  /** Of rows with one neighbour the recall is a share, of which the normal interval is known. */
  @Test
  void theIntervalIsThatOfAShare() {
    int[] found = new int[400];
    Arrays.fill(found, 0, 320, 1);
    int[] all = new int[400];
    Arrays.fill(all, 1);
    Recall recall = Recall.of(found, all, 2);
    double half = 1.96 * Math.sqrt(0.8 * 0.2 / 400);
    assertThat(recall.low()).isCloseTo(0.8 - half, within(0.006));
    assertThat(recall.high()).isCloseTo(0.8 + half, within(0.006));
  }

  @Test
  void nothingToFindIsAllFound() {
    assertThat(Recall.of(new int[2], new int[2], 3).value()).isEqualTo(1);
  }
}
