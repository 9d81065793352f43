package io.semblance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TopKTest {
  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::ordinal);

  @RepeatedTest(200)
  void equalsAFullSort(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int k = 1 + random.nextInt(20);
    List<Scored> all = new ArrayList<>();
    for (int ordinal = 0; ordinal < random.nextInt(200); ordinal++) {
      all.add(new Scored(ordinal, random.nextInt(11) - 5)); // few distinct scores: many ties
    }
    TopK top = new TopK(k);

    shuffled(all, random).forEach(scored -> top.offer(scored.ordinal(), scored.score()));

    assertThat(top.best()).isEqualTo(all.stream().sorted(BEST_FIRST).limit(k).toList());
  }

  @Test
  void ranksExtremesAndTreatsBothZerosAsEqual() {
    TopK top = new TopK(5);

    top.offer(0, Float.NEGATIVE_INFINITY);
    top.offer(1, 0f);
    top.offer(2, -0f);
    top.offer(3, Float.POSITIVE_INFINITY);
    top.offer(Integer.MAX_VALUE, -1f);

    assertThat(top.best())
        .extracting(Scored::ordinal)
        .containsExactly(3, 1, 2, Integer.MAX_VALUE, 0);
  }

  @Test
  void neverKeepsNaN() {
    TopK top = new TopK(2);

    assertThat(top.offer(0, Float.NaN)).isFalse();
    assertThat(top.best()).isEmpty();
  }

  @Test
  void rejectsKBelowOne() {
    assertThatThrownBy(() -> new TopK(0)).hasMessage("k must be at least 1, got: 0");
  }

  private static List<Scored> shuffled(List<Scored> list, Random random) {
    List<Scored> copy = new ArrayList<>(list);
    java.util.Collections.shuffle(copy, random);
    return copy;
  }
}
