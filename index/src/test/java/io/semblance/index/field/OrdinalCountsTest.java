package io.semblance.index.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdinalCountsTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,0",
    "1,1",
    "1,50",
    "4,1",
    "4,2",
    "1000,30",
    "1000,249",
    "1000,250",
    "1000,251",
    "1000,5000"
  })
  void givesTheOrdinalsThatWereMetInOrderWithTheirCounts(int ordinals, int met) {
    Random random = new Random(ordinals + met);
    OrdinalCounts counts = new OrdinalCounts(ordinals);
    Map<Integer, Integer> expected = new TreeMap<>();
    for (int i = 0; i < met; i++) {
      int ordinal = random.nextInt(ordinals);
      counts.add(ordinal);
      expected.merge(ordinal, 1, Integer::sum);
    }

    Map<Integer, Integer> actual = new TreeMap<>();
    int last = -1;
    for (int ordinal = counts.next(); ordinal >= 0; ordinal = counts.next()) {
      assertThat(ordinal).isGreaterThan(last);
      actual.put(ordinal, counts.count());
      last = ordinal;
    }

    assertThat(actual).isEqualTo(expected);
  }
}
