package io.semblance.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DisjointSetsTest {
  @Test
  void joinsWhatIsConnectedThroughOthers() {
    DisjointSets sets = new DisjointSets(5);

    assertThat(sets.join(0, 4)).isTrue();
    assertThat(sets.join(4, 2)).isTrue();
    assertThat(sets.join(2, 0)).isFalse();

    assertThat(sets.areJoined(0, 2)).isTrue();
    assertThat(sets.areJoined(0, 1)).isFalse();
    assertThat(sets.size(2)).isEqualTo(3);
    assertThat(sets.sets()).isEqualTo(3);
    assertThat(sets.groups()).containsExactly(0, 1, 0, 3, 0);
  }

  @Test
  void doesNotDependOnTheOrderOfJoins() {
    Random random = new Random(5);
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      pairs.add(new int[] {random.nextInt(100), random.nextInt(100)});
    }
    int[] expected = joined(100, pairs).groups();

    for (int round = 0; round < 5; round++) {
      Collections.shuffle(pairs, random);
      assertThat(joined(100, pairs).groups()).containsExactly(expected);
    }
  }

  @Test
  void joinsNeighborsWithTheAskedCosine() {
    KnnGraph graph =
        new KnnGraph(
            4,
            2,
            new int[] {1, 2, 0, -1, 0, -1, -1, -1},
            new float[] {.9f, .5f, .9f, 0, .5f, 0, 0, 0});

    DisjointSets strict = new DisjointSets(4);
    strict.joinNeighbors(graph, .6f);
    DisjointSets loose = new DisjointSets(4);
    loose.joinNeighbors(graph, .5f);

    assertThat(strict.groups()).containsExactly(0, 0, 2, 3);
    assertThat(loose.groups()).containsExactly(0, 0, 0, 3);
  }

  @Test
  void numbersSetsByWeightAndLeavesLightOnesOut() {
    DisjointSets sets = new DisjointSets(5);
    sets.join(0, 1);
    sets.join(2, 3);

    Clustering clustering = sets.clustering(new int[] {1, 1, 1, 4, 1}, 2);

    assertThat(clustering.labels()).containsExactly(1, 1, 0, 0, Clustering.OUTLIER);
    assertThat(clustering.clusters()).isEqualTo(2);
  }

  @Test
  void acceptsNothing() {
    DisjointSets sets = new DisjointSets(0);

    assertThat(sets.groups()).isEmpty();
    assertThat(sets.clustering(new int[0], 1).clusters()).isZero();
    assertThatThrownBy(() -> new DisjointSets(-1)).hasMessage("items must be at least 0, got: -1");
  }

  private static DisjointSets joined(int items, List<int[]> pairs) {
    DisjointSets sets = new DisjointSets(items);
    pairs.forEach(pair -> sets.join(pair[0], pair[1]));
    return sets;
  }
}
