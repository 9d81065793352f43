package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceDocumentTest {
  @Test
  void joinsTitleAndText() {
    assertThat(new SourceDocument("i", "t", "x", Map.of()).searchableText()).isEqualTo("t x");
    assertThat(new SourceDocument("i", "", "x", Map.of()).searchableText()).isEqualTo("x");
    assertThat(new SourceDocument("i", "t", "", Map.of()).searchableText()).isEqualTo("t");
  }

  @Test
  void limitsIds() {
    assertThat(SourceDocument.of("é".repeat(256), "x").id()).hasSize(256);
    assertThatThrownBy(() -> SourceDocument.of("é".repeat(257), "x"))
        .hasMessage("a document id must have 1 to 512 bytes of UTF-8, got: 514");
    assertThatThrownBy(() -> SourceDocument.of("", "x")).hasMessageContaining("got: 0");
    assertThatThrownBy(() -> SourceDocument.of("a\ud800", "x"))
        .hasMessageContaining("must not hold a lone surrogate");
  }

  @Test
  void requestsLimitK() {
    assertThatThrownBy(() -> SearchRequest.of("q", SearchMode.DENSE, 0))
        .hasMessage("k must be between 1 and 1000, got: 0");
    assertThatThrownBy(() -> SearchRequest.of("q", SearchMode.DENSE, 1001))
        .hasMessage("k must be between 1 and 1000, got: 1001");
  }
}
