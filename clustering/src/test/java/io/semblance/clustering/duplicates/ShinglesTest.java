package io.semblance.clustering.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShinglesTest {
  private static String read(FoldedText text) {
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      read.appendCodePoint(text.character(i));
    }
    return read.toString();
  }

  private static double byCharacters(String a, String b) {
    return Shingles.jaccard(
        Shingles.ofCharacters(FoldedText.of(a)), Shingles.ofCharacters(FoldedText.of(b)));
  }

  private static double byWords(String a, String b) {
    return Shingles.jaccard(Shingles.ofWords(FoldedText.of(a)), Shingles.ofWords(FoldedText.of(b)));
  }

  @Test
  void caseAndPunctuationDoNotCount() {
    assertThat(read(FoldedText.of("\"Hello,\u00a0World!\" -- said H\u00c9L\u00c8NE")))
        .isEqualTo("hello world said h\u00e9l\u00e8ne");
  }

  @Test
  void symbolsDoCount() {
    assertThat(read(FoldedText.of("I \u2764 C++"))).isEqualTo("i \u2764 c++");
    assertThat(byCharacters("I love you \ud83d\ude00", "I love you \ud83d\ude21")).isLessThan(1);
  }

  @Test
  void aTextOfPunctuationOnlyIsReadAsItIs() {
    assertThat(read(FoldedText.of("?!?"))).isEqualTo("?!?");
    assertThat(byCharacters("?!?", "...")).isZero();
  }

  @Test
  void inScriptsWithoutSpacesEachCharacterIsAWord() {
    assertThat(FoldedText.of("\u6211\u7231\u5317\u4eac\u3002ok").words()).isEqualTo(5);
    assertThat(FoldedText.of("\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35").words()).isEqualTo(6);
  }

  @Test
  void jaccardByCharactersIsThatOfRunsOfFive() {
    // abcde bcdef cdefg | bcdef cdefg defgh: 2 of 4
    assertThat(byCharacters("abcdefg", "bcdefgh")).isEqualTo(0.5);
    // a text of fewer than five characters is one piece
    assertThat(byCharacters("abc", "abc")).isEqualTo(1);
    assertThat(byCharacters("abc", "abcd")).isZero();
  }

  @Test
  void jaccardByWordsIsThatOfRunsOfFive() {
    // 1-5 2-6 3-7 | 2-6 3-7 4-8 5-9: 2 of 5
    assertThat(byWords("a b c d e f g", "b c d e, F G h i")).isEqualTo(0.4);
    assertThat(byWords("one two", "One, two!")).isEqualTo(1);
  }

  @Test
  void aPieceThatComesTwiceCountsOnce() {
    // aaaaa | aaaaa aaaab
    assertThat(byCharacters("aaaaaaaaa", "aaaaaab")).isEqualTo(0.5);
  }

  @Test
  void anEmptyTextHasNoPieces() {
    assertThat(Shingles.ofCharacters(FoldedText.of(""))).isEmpty();
    assertThat(Shingles.ofWords(FoldedText.of(""))).isEmpty();
    assertThat(byCharacters("", "")).isZero();
  }

  @Test
  void halvesOfCharactersAreRead() {
    assertThat(FoldedText.of("\ud83d a\ude00").length()).isEqualTo(4);
  }
}
