package io.semblance.index.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.filter.Filter;
import io.semblance.index.filter.FilterJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterAgreementTest {
  private static final int FILTERS = 500;

  @ParameterizedTest
  @CsvSource({"1,60,7", "2,700,100", "3,1500,1500"})
  void luceneAndTheDirectEvaluationAgree(long seed, int size, int segmentSize) throws IOException {
    RandomDocuments random = new RandomDocuments(seed);
    List<Map<String, Object>> documents = random.documents(size);
    List<Integer> deleted = List.of(3, 4, 50);
    int someButNotAll = 0;

    try (TestIndex index = new TestIndex(RandomDocuments.SCHEMA, documents, segmentSize, deleted)) {
      for (int i = 0; i < FILTERS; i++) {
        Filter filter = random.filter(4);
        TreeSet<String> expected = matching(filter, documents, deleted);

        assertThat(index.ids(FilterQueries.of(RandomDocuments.SCHEMA, filter)))
            .as("seed %s, %s", seed, filter)
            .isEqualTo(expected);
        if (!expected.isEmpty() && expected.size() < size - deleted.size()) {
          someButNotAll++;
        }
      }
    }

    assertThat(someButNotAll).as("filters that tell documents apart").isGreaterThan(FILTERS / 3);
  }

  private static TreeSet<String> matching(
      Filter filter, List<Map<String, Object>> documents, List<Integer> deleted) {
    DocumentFilter direct = DocumentFilter.of(RandomDocuments.SCHEMA, filter);
    TreeSet<String> ids = new TreeSet<>();
    for (int i = 0; i < documents.size(); i++) {
      if (!deleted.contains(i) && direct.matches("d" + i, documents.get(i))) {
        ids.add("d" + i);
      }
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource({"4", "5"})
  void jsonKeepsEveryFilter(long seed) {
    RandomDocuments random = new RandomDocuments(seed);

    for (int i = 0; i < FILTERS; i++) {
      Filter filter = random.filter(6);
      assertThat(FilterJson.parse(FilterJson.write(filter))).isEqualTo(filter);
    }
  }
}
