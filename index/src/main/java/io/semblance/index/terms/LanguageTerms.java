package io.semblance.index.terms;

import io.semblance.clustering.topics.TermConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/** Terms by one analyzer, which this closes. Safe for many threads. */
final class LanguageTerms implements AutoCloseable {
  private static final int MAX_CHARACTERS = 40;
  private static final int MAX_GAP = 3;

  private final Analyzer analyzer;

  /** A word at its place in the text. */
  private record Word(String stem, String written, int start, int end) {
    /** Whether it may be a term of its own: not a number nor a letter. */
    boolean isTerm() {
      return isPart() && stem.codePoints().filter(Character::isLetter).limit(2).count() == 2;
    }

    /** Whether it may be part of a phrase. */
    boolean isPart() {
      return stem.length() <= MAX_CHARACTERS
          && stem.codePoints().anyMatch(Character::isLetter)
          && !Character.isDigit(stem.codePointAt(0));
    }

    boolean isIdeograph() {
      return Character.isIdeographic(stem.codePointAt(0));
    }
  }

  LanguageTerms(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  void terms(String text, TermConsumer consumer) {
    try (TokenStream tokens = analyzer.tokenStream("", Noise.overwritten(text))) {
      CharTermAttribute stem = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      Word previous = null;
      while (tokens.incrementToken()) {
        Word word = word(stem.toString(), text, offset.startOffset(), offset.endOffset());
        give(previous, word, text, consumer);
        previous = word;
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Word word(String stem, String text, int start, int end) {
    return new Word(stem, written(stem, text.substring(start, end)), start, end);
  }

  /** Without an article before or an 's behind it, which the stem does not have either. */
  private static String written(String stem, String word) {
    int apostrophe = Math.max(word.indexOf('\''), word.indexOf('\u2019'));
    if (apostrophe < 0 || stem.indexOf('\'') >= 0) {
      return word;
    }
    return apostrophe >= word.length() - 2
        ? word.substring(0, apostrophe)
        : word.substring(apostrophe + 1);
  }

  private static void give(@Nullable Word previous, Word word, String text, TermConsumer consumer) {
    if (word.isTerm()) {
      consumer.accept(word.stem(), word.written());
    }
    if (previous == null || !isPhrase(previous, word)) {
      return;
    }
    String between = text.substring(Math.min(previous.end(), word.start()), word.start());
    if (previous.end() <= word.start() && joins(between)) {
      consumer.accept(
          previous.stem() + " " + word.stem(),
          previous.written()
              + (between.isBlank() && !between.isEmpty() ? " " : between)
              + word.written());
    }
  }

  private static boolean isPhrase(Word previous, Word word) {
    boolean words = previous.isTerm() || word.isTerm();
    boolean ideographs = previous.isIdeograph() && word.isIdeograph();
    return previous.isPart()
        && word.isPart()
        && (words || ideographs)
        && !previous.stem().equals(word.stem());
  }

  private static boolean joins(String between) {
    return between.length() <= MAX_GAP && (between.isBlank() || between.equals("-"));
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
