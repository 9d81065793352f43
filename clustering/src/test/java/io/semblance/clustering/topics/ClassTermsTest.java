package io.semblance.clustering.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassTermsTest {
  private static final Terms WORDS = Terms.words();

  /** Class 0 has cat 4, dog 1, the 5; class 1 has car 3, road 2, the 5; so A is 10. */
  private static ClassTerms cats(int minTexts) {
    TermCounts counts = new TermCounts(2, 100);
    counts.add(0, "the cat the cat the cat", WORDS);
    counts.add(0, "the cat the dog", WORDS);
    counts.add(1, "the car the car the road", WORDS);
    counts.add(1, "the car the road", WORDS);
    return counts.counted(minTexts);
  }

  private static KeywordOptions options(int count, TermWeighting weighting) {
    return new KeywordOptions(count, 3, weighting, 1, 100);
  }

  private static void assertScores(List<Keyword> keywords, List<String> texts, double... scores) {
    assertThat(keywords).extracting(Keyword::text).containsExactlyElementsOf(texts);
    for (int i = 0; i < scores.length; i++) {
      assertThat(keywords.get(i).score()).isCloseTo(scores[i], within(5e-5));
    }
  }

  @Test
  void scoresAreThoseOfTheWorkedExample() {
    ClassTerms terms = cats(1);
    KeywordOptions plain = options(10, TermWeighting.PLAIN);
    assertScores(terms.keywords(0, plain), List.of("cat", "the", "dog"), .5011, .3466, .2398);
    assertScores(terms.keywords(1, plain), List.of("car", "road", "the"), .4399, .3584, .3466);
  }

  @Test
  void rootsAndBm25WeighAsTheirFormulasSay() {
    // sqrt(.4) * ln(1 + 10 / 4); .4 * ln(1 + 6.5 / 4.5)
    assertThat(TermWeighting.SQRT.weight(4, 10, 4, 10)).isCloseTo(0.792317, within(1e-6));
    assertThat(TermWeighting.BM25.weight(4, 10, 4, 10)).isCloseTo(0.357527, within(1e-6));
    assertThat(TermWeighting.SQRT_BM25.weight(4, 10, 4, 10)).isCloseTo(0.565300, within(1e-6));
  }

  @Test
  void bm25LeavesOutTermsMoreFrequentThanAnAverageClassIsLong() {
    assertThat(TermWeighting.BM25.weight(11, 20, 22, 20)).isNegative();
    TermCounts counts = new TermCounts(2, 100);
    counts.add(0, "so so so so cat", WORDS);
    counts.add(1, "so so so so car", WORDS);
    List<Keyword> keywords = counts.counted(1).keywords(0, options(10, TermWeighting.BM25));
    assertThat(keywords).extracting(Keyword::text).containsExactly("cat");
  }

  @Test
  void termsInTooFewTextsAreDropped() {
    assertThat(cats(1).size()).isEqualTo(5);
    assertThat(cats(2).keywords(0, options(10, TermWeighting.PLAIN)))
        .extracting(Keyword::text)
        .containsExactly("cat", "the");
  }

  @Test
  void aKeywordIsShownAsItIsWrittenMostOften() {
    TermCounts counts = new TermCounts(1, 100);
    counts.add(0, "NASA Nasa NASA rocket Rocket", WORDS);
    assertThat(counts.counted(1).keywords(0, options(10, TermWeighting.PLAIN)))
        .extracting(Keyword::text)
        .containsExactly("NASA", "rocket");
  }

  @Test
  void noClassesOrNoTextsHaveNoKeywords() {
    assertThat(new TermCounts(0, 100).counted(1).size()).isZero();
    assertThat(new TermCounts(1, 100).counted(1).keywords(0, KeywordOptions.DEFAULTS)).isEmpty();
  }

  /** Phrases are given with a plus between their words. */
  private static List<String> chosen(int count, String... texts) {
    Terms phrases =
        (text, consumer) -> {
          for (String word : text.split(" ", -1)) {
            consumer.accept(word.replace('+', ' '), word.replace('+', ' '));
          }
        };
    TermCounts counts = new TermCounts(texts.length, 100);
    for (int inClass = 0; inClass < texts.length; inClass++) {
      counts.add(inClass, texts[inClass], phrases);
    }
    return counts.counted(1).keywords(0, options(count, TermWeighting.PLAIN)).stream()
        .map(Keyword::text)
        .toList();
  }

  @Test
  void aKeywordThatRepeatsAWordIsPassedOver() {
    assertThat(chosen(3, "password password password passwords reset account reset+password"))
        .containsExactly("password", "account", "reset");
  }

  @Test
  void aPhraseTakesThePlaceOfAWordThatIsHardlyUsedWithoutIt() {
    assertThat(chosen(2, "francisco francisco francisco san+francisco san+francisco bay"))
        .containsExactly("san francisco", "bay");
  }

  @Test
  void rareTermsAreForgottenWhenThereIsNoMoreRoom() {
    TermCounts counts = new TermCounts(1, 4);
    counts.add(0, "a b", WORDS);
    counts.add(0, "a b", WORDS);
    counts.add(0, "c d e", WORDS);
    ClassTerms terms = counts.counted(1);
    assertThat(terms.keywords(0, options(9, TermWeighting.PLAIN)))
        .extracting(Keyword::text)
        .containsExactlyInAnyOrder("a", "b", "e");
  }

  @Test
  void oneTextThatRepeatsATermDoesNotSpeakForItsClass() {
    TermCounts counts = new TermCounts(1, 100);
    counts.add(0, "ax ".repeat(1000), WORDS);
    counts.add(0, "dog ".repeat(TermCounts.MOST_OF_TEXT), WORDS);
    counts.add(0, "dog", WORDS);
    assertThat(counts.counted(1).keywords(0, options(9, TermWeighting.PLAIN)))
        .extracting(Keyword::text)
        .containsExactly("dog", "ax");
  }
}
