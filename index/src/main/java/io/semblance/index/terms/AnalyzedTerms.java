package io.semblance.index.terms;

import io.semblance.clustering.topics.TermConsumer;
import io.semblance.clustering.topics.Terms;
import io.semblance.index.block.TextAnalysis;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/**
 * Words and phrases of two words, by the analyzer of a language: counted by their stems, shown as
 * they are written. Left out are stop words, numbers and words that begin with one, single letters,
 * addresses of pages and mail, and names of accounts. The words of a phrase stand side by side,
 * with nothing but spaces or one hyphen between them. Safe for many threads.
 */
public final class AnalyzedTerms implements Terms, AutoCloseable {
  /** Tells the language of each text by its stop words; English when it has none. */
  public static final String AUTO = "auto";

  private final List<LanguageTerms> languages;
  private final ToIntFunction<String> languageOf;

  private AnalyzedTerms(List<LanguageTerms> languages, ToIntFunction<String> languageOf) {
    this.languages = languages;
    this.languageOf = languageOf;
  }

  /**
   * Terms of a language.
   *
   * @param language one of {@link TextAnalysis#names}, or {@link #AUTO}; those names that are no
   *     languages, {@code standard} and {@code simple}, count as {@link #AUTO}
   * @throws io.semblance.error.SemblanceException with code {@code INVALID_REQUEST} for another
   *     name
   */
  public static AnalyzedTerms of(String language) {
    return switch (language) {
      case AUTO, "standard", "simple" -> auto();
      default -> {
        TextAnalysis.require(language);
        yield new AnalyzedTerms(List.of(analyzed(language)), text -> 0);
      }
    };
  }

  private static AnalyzedTerms auto() {
    Map<String, CharArraySet> stopWords = TopicStopWords.byLanguage();
    LanguageGuess guess = new LanguageGuess(List.copyOf(stopWords.values()));
    return new AnalyzedTerms(
        stopWords.keySet().stream().map(AnalyzedTerms::analyzed).toList(), guess::of);
  }

  private static LanguageTerms analyzed(String language) {
    return new LanguageTerms(
        language.equals("english")
            ? new EnglishAnalyzer(TopicStopWords.ENGLISH)
            : TextAnalysis.of(language));
  }

  @Override
  public void terms(String text, TermConsumer consumer) {
    languages.get(languageOf.applyAsInt(text)).terms(text, consumer);
  }

  @Override
  public void close() {
    languages.forEach(LanguageTerms::close);
  }
}
