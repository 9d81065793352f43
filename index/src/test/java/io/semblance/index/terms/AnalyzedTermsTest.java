package io.semblance.index.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalyzedTermsTest {
  private static List<String> terms(String language, String text) {
    List<String> found = new ArrayList<>();
    try (AnalyzedTerms terms = AnalyzedTerms.of(language)) {
      terms.terms(text, (term, written) -> found.add(term + "=" + written));
    }
    return found;
  }

  @Test
  void wordsAreCountedByTheirStemsAndShownAsWritten() {
    assertThat(terms("english", "How do I reset my Passwords?"))
        .containsExactly("reset=reset", "password=Passwords");
    assertThat(terms("english", "resetting a forgotten password"))
        .containsExactly(
            "reset=resetting",
            "forgotten=forgotten",
            "password=password",
            "forgotten password=forgotten password");
  }

  @Test
  void phrasesAreNotFormedAcrossPunctuationOrStopWords() {
    assertThat(terms("english", "bread, butter and jam"))
        .containsExactly("bread=bread", "butter=butter", "jam=jam");
    assertThat(terms("english", "a follow-up  visit"))
        .containsExactly("follow=follow", "visit=visit");
  }

  @Test
  void addressesAccountsEntitiesNumbersAndLettersAreLeftOut() {
    assertThat(
            terms(
                "english",
                "@bob see https://example.org/a?b=c or mail a.b@example.org &amp; pay 100 2nd x"))
        .containsExactly("mail=mail", "pai=pay");
  }

  @Test
  void possessivesAndArticlesAreNotShown() {
    assertThat(terms("english", "Turing’s machine"))
        .containsExactly("ture=Turing", "machin=machine", "ture machin=Turing machine");
    assertThat(terms("french", "L'avion de la compagnie"))
        .containsExactly("avion=avion", "compagn=compagnie");
  }

  @Test
  void theLanguageOfEachTextIsToldByItsStopWords() {
    assertThat(terms("auto", "the war and the man")).containsExactly("war=war", "man=man");
    assertThat(terms("auto", "war die Rechnung von ihr fällig"))
        .containsExactly("rechnung=Rechnung", "fallig=fällig");
    assertThat(terms("auto", "Пароль от почты")).contains("почт=почты");
  }

  @Test
  void signsOfChineseFormPairs() {
    assertThat(terms("auto", "密码")).containsExactly("密 码=密码");
  }

  @Test
  void textsWithoutWordsHaveNoTerms() {
    assertThat(terms("auto", "")).isEmpty();
    assertThat(terms("auto", " \n ?! 12 34")).isEmpty();
  }

  @Test
  void aTextWithoutSpacesTakesNoLongerThanItsLength() {
    assertThat(terms("english", "a@".repeat(100_000))).isEmpty();
    assertThat(terms("english", "x".repeat(200_000))).isEmpty();
  }

  @Test
  void anUnknownLanguageIsRefused() {
    assertThatThrownBy(() -> AnalyzedTerms.of("klingon"))
        .isInstanceOf(SemblanceException.class)
        .hasMessageEndingWith("got: 'klingon'");
  }
}
