package io.semblance.clustering.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AverageLinkageTest {
  @Test
  void theMostSimilarGroupsAreMergedByTheMeanOfAllPairs() {
    double[][] similarities = {
      {1, .9, .5, .1},
      {.9, 1, .3, .2},
      {.5, .3, 1, .6},
      {.1, .2, .6, 1}
    };
    List<AverageLinkage.Step> steps = AverageLinkage.of(similarities);
    assertThat(steps).hasSize(3);
    assertStep(steps.get(0), 0, 1, .9, 2);
    assertStep(steps.get(1), 2, 3, .6, 2);
    assertStep(steps.get(2), 4, 5, (.5 + .1 + .3 + .2) / 4, 4);
  }

  private static void assertStep(
      AverageLinkage.Step step, int left, int right, double similarity, int size) {
    assertThat(step.left()).isEqualTo(left);
    assertThat(step.right()).isEqualTo(right);
    assertThat(step.similarity()).isCloseTo(similarity, within(1e-12));
    assertThat(step.size()).isEqualTo(size);
  }

  @Test
  void equallySimilarItemsAreMergedFromTheLowestNumber() {
    double[][] same = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
    List<AverageLinkage.Step> steps = AverageLinkage.of(same);
    assertThat(steps)
        .containsExactly(new AverageLinkage.Step(0, 1, 1, 2), new AverageLinkage.Step(2, 3, 1, 3));
  }

  @Test
  void fewerThanTwoItemsNeedNoMerge() {
    assertThat(AverageLinkage.of(new double[0][0])).isEmpty();
    assertThat(AverageLinkage.of(new double[][] {{1}})).isEmpty();
  }

  @Test
  void aTreeIsCutIntoGroupsByLeavingOutItsLastJoins() {
    TopicTree tree =
        new TopicTree(
            4,
            List.of(
                new TopicTree.Join(1, 3, .9, 2, List.of(), ""),
                new TopicTree.Join(0, 4, .5, 3, List.of(), ""),
                new TopicTree.Join(2, 5, .1, 4, List.of(), "")));
    assertThat(tree.cut(1)).containsExactly(0, 0, 0, 0);
    assertThat(tree.cut(2)).containsExactly(0, 0, 1, 0);
    assertThat(tree.cut(3)).containsExactly(0, 1, 2, 1);
    assertThat(tree.cut(9)).containsExactly(0, 1, 2, 3);
    assertThat(tree.topicsBelow(5)).containsExactly(0, 1, 3);
    assertThat(tree.topicsBelow(2)).containsExactly(2);
  }
}
