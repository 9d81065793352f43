package io.semblance.clustering.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UniqueTextsTest {
  @Test
  void equalTextsAreOneThatCountsForAll() {
    UniqueTexts texts =
        UniqueTexts.of(List.of("b", "a", " b ", "c", "b\n"), TextForm.CASE_SENSITIVE);
    assertThat(texts.count()).isEqualTo(3);
    assertThat(texts.items()).isEqualTo(5);
    int b = texts.uniqueOf(0);
    assertThat(texts.text(b)).isEqualTo("b");
    assertThat(texts.weight(b)).isEqualTo(3);
    assertThat(texts.itemsOf(b)).containsExactly(0, 2, 4);
    assertThat(texts.first(b)).isZero();
    assertThat(texts.weight(texts.uniqueOf(3))).isEqualTo(1);
  }

  @Test
  void theirOrderDoesNotDependOnThatOfTheInput() {
    UniqueTexts one = UniqueTexts.of(List.of("x", "a", "m", "a"), TextForm.CASE_SENSITIVE);
    UniqueTexts other = UniqueTexts.of(List.of("a", "a", "x", "m"), TextForm.CASE_SENSITIVE);
    assertThat(IntStream.range(0, 3).mapToObj(one::text))
        .containsExactlyElementsOf(IntStream.range(0, 3).mapToObj(other::text).toList());
  }

  @Test
  void noTextsAreNoUniqueTexts() {
    assertThat(UniqueTexts.of(List.of(), TextForm.CASE_FOLDED).count()).isZero();
  }

  @Test
  void itemsWithoutTextsAllDiffer() {
    UniqueTexts texts = UniqueTexts.none(2);
    assertThat(texts.count()).isEqualTo(2);
    assertThat(texts.itemsOf(1)).containsExactly(1);
  }
}
