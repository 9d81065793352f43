package io.semblance.clustering.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextFormTest {
  @Test
  void whiteSpaceOfAnyKindIsOneSpaceAndNoneAtTheEnds() {
    assertThat(TextForm.CASE_SENSITIVE.of(" a\u00a0\t b\u3000c\n")).isEqualTo("a b c");
    assertThat(TextForm.CASE_SENSITIVE.of(" \n ")).isEmpty();
  }

  @Test
  void composedAndDecomposedCharactersAreTheSame() {
    assertThat(TextForm.CASE_SENSITIVE.of("Cafe\u0301")).isEqualTo("Caf\u00e9");
  }

  @Test
  void caseTellsTextsApartUnlessFolded() {
    assertThat(TextForm.CASE_SENSITIVE.of("Stra\u00dfe")).isEqualTo("Stra\u00dfe");
    assertThat(TextForm.CASE_FOLDED.of("Stra\u00dfe"))
        .isEqualTo(TextForm.CASE_FOLDED.of("STRASSE"));
  }

  @Test
  void aTextInItsFormIsNotCopied() {
    String text = new String("as it is".toCharArray());
    assertThat(TextForm.CASE_SENSITIVE.of(text)).isSameAs(text);
  }
}
