package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceDocumentTest {
  @Test
  void joinsTitleAndText() {
    List<String> fields = List.of("title", "text");
    assertThat(SourceDocument.of("i", "t", "x").searchableText(fields)).isEqualTo("t x");
    assertThat(SourceDocument.of("i", "", "x").searchableText(fields)).isEqualTo("x");
    assertThat(SourceDocument.of("i", "t", "").searchableText(fields)).isEqualTo("t");
    assertThat(SourceDocument.of("i", "x").searchableText(fields)).isEqualTo("x");
  }

  @Test
  void refusesTextsThatAreNoStrings() {
    SourceDocument document = new SourceDocument("i", Map.of("text", 7));

    assertThatThrownBy(() -> document.text("text"))
        .hasMessage("field 'text' must be a string, got: 7");
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
        .hasMessage("limit must be between 1 and 1000, got: 0");
    assertThatThrownBy(() -> SearchRequest.of("q", SearchMode.DENSE, 1001))
        .hasMessage("limit must be between 1 and 1000, got: 1001");
  }
}
