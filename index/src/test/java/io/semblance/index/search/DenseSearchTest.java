package io.semblance.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.Scan;
import org.junit.jupiter.api.Test;

class DenseSearchTest {
  @Test
  void autoScansSmallCollectionsExactly() {
    assertThat(DenseSearch.resolve(Scan.AUTO, 19_999)).isEqualTo(Scan.EXACT);
    assertThat(DenseSearch.resolve(Scan.AUTO, 20_000)).isEqualTo(Scan.GRAPH);
    assertThat(DenseSearch.resolve(Scan.EXACT, 1_000_000)).isEqualTo(Scan.EXACT);
  }
}
