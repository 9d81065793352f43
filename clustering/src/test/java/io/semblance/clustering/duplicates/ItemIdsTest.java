package io.semblance.clustering.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemIdsTest {
  private static List<String> sorted(String... ids) {
    ItemIds of = ItemIds.of(List.of(ids));
    return IntStream.range(0, of.count())
        .boxed()
        .sorted(Comparator.comparingInt(of::rank))
        .map(of::id)
        .toList();
  }

  @Test
  void numbersComeFirstAndByValue() {
    assertThat(sorted("a2", "103", "31", "a10", "-5", "007", "7"))
        .containsExactly("007", "7", "31", "103", "-5", "a10", "a2");
  }

  @Test
  void aNumberThatFitsNoLongIsReadAsCharacters() {
    assertThat(sorted("99999999999999999999", "5", "a"))
        .containsExactly("5", "99999999999999999999", "a");
  }

  @Test
  void twoItemsOfOneIdAreRefused() {
    assertThatThrownBy(() -> ItemIds.of(List.of("a", "b", "a")))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("ids must be different, got: 'a' for items 0 and 2");
  }

  @Test
  void itemsNeedAnIdAndATextEach() {
    assertThatThrownBy(() -> Items.of(List.of("a"), List.of(), TextForm.CASE_SENSITIVE))
        .hasMessage("items need an id and a text each, got: 1 ids and 0 texts");
  }
}
