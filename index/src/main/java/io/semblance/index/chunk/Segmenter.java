package io.semblance.index.chunk;

import java.text.BreakIterator;
import java.text.StringCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the parts of texts, in order and without the blanks around them; what is not blank is in
 * exactly one part. Time is linear in the text. One thread at a time.
 */
final class Segmenter {
  /** How far from a wanted cut a character's end is looked for: longer clusters may be torn. */
  private static final int CLUSTER = 64;

  private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";

  private final BreakIterator sentenceBreaks = BreakIterator.getSentenceInstance(Locale.ROOT);
  private final BreakIterator wordBreaks = BreakIterator.getWordInstance(Locale.ROOT);
  private final BreakIterator characterBreaks = BreakIterator.getCharacterInstance(Locale.ROOT);

  /**
   * Parts of one grain.
   *
   * @param pieces how many, for {@link Grain#PIECE}
   */
  List<Span> parts(String text, Span whole, Grain grain, int pieces) {
    return switch (grain) {
      case PARAGRAPH -> paragraphs(text, whole);
      case SENTENCE -> sentences(text, whole);
      case WORD -> words(text, whole);
      case PIECE -> pieces(text, whole, pieces);
    };
  }

  /** Parts between blank lines. */
  static List<Span> paragraphs(String text, Span whole) {
    List<Span> paragraphs = new ArrayList<>();
    int start = whole.start();
    int lineBreaks = 0;
    for (int i = whole.start(); i < whole.end(); i++) {
      char character = text.charAt(i);
      if (!Span.isBlank(character)) {
        if (lineBreaks > 1) {
          add(text, start, i, paragraphs);
          start = i;
        }
        lineBreaks = 0;
      } else {
        lineBreaks += lineBreaks(character, i > whole.start() && text.charAt(i - 1) == '\r');
      }
    }
    add(text, start, whole.end(), paragraphs);
    return paragraphs;
  }

  private static int lineBreaks(char blank, boolean afterReturn) {
    return switch (blank) {
      case '\n' -> afterReturn ? 0 : 1;
      case '\r', '\u2028' -> 1;
      case '\f', '\u2029' -> 2;
      default -> 0;
    };
  }

  private List<Span> sentences(String text, Span whole) {
    List<Span> sentences = new ArrayList<>();
    for (Span paragraph : paragraphs(text, whole)) {
      sentenceBreaks.setText(iterator(text, paragraph));
      int start = sentenceBreaks.first();
      for (int end = sentenceBreaks.next();
          end != BreakIterator.DONE;
          end = sentenceBreaks.next()) {
        if (end == paragraph.end() || !endsInAbbreviation(text, new Span(start, end))) {
          add(text, start, end, sentences);
          start = end;
        }
      }
    }
    return sentences;
  }

  /**
   * Whether the last word is an initial or shortened as Mr., Mrs., Dr. and St. are: a capital,
   * consonants, a full stop. The JDK ends a sentence there, as long as a capital follows. Where
   * this is wrong, two sentences stay together.
   */
  private static boolean endsInAbbreviation(String text, Span sentence) {
    Span trimmed = sentence.trimmed(text);
    int stop = trimmed.end() - 1;
    int first = stop;
    while (first > trimmed.start() && CONSONANTS.indexOf(text.charAt(first - 1)) >= 0) {
      first--;
    }
    return first > trimmed.start()
        && text.charAt(stop) == '.'
        && Character.isUpperCase(text.charAt(first - 1))
        && (first - 1 == trimmed.start() || !Character.isLetterOrDigit(text.charAt(first - 2)));
  }

  /** Words with the signs that follow them. */
  List<Span> words(String text, Span whole) {
    List<Span> words = new ArrayList<>();
    wordBreaks.setText(iterator(text, whole));
    int start = wordBreaks.first();
    for (int end = wordBreaks.next(); end != BreakIterator.DONE; end = wordBreaks.next()) {
      if (end == whole.end() || beginsWord(text, end)) {
        add(text, start, end, words);
        start = end;
      }
    }
    return words;
  }

  private static boolean beginsWord(String text, int position) {
    return Span.isBlank(text.charAt(position - 1))
        || Character.isLetterOrDigit(text.codePointAt(position));
  }

  private List<Span> pieces(String text, Span whole, int count) {
    List<Span> pieces = new ArrayList<>(count);
    int start = whole.start();
    for (int i = 1; i < count; i++) {
      int near = whole.start() + (int) ((long) whole.length() * i / count);
      int end = near > start ? cut(text, new Span(start, whole.end()), near) : start;
      add(text, start, end, pieces);
      start = end;
    }
    add(text, start, whole.end(), pieces);
    return pieces;
  }

  /**
   * A position inside a span near the wanted one, between characters as people see them where they
   * are not very long, and never within a surrogate pair; the span's end when there is none.
   */
  int cut(String text, Span span, int near) {
    int from = codePointStart(text, Math.max(span.start(), near - CLUSTER));
    int to = Math.min(span.end(), near + CLUSTER);
    characterBreaks.setText(text.substring(from, to));
    int found = from + characterBreaks.preceding(Math.min(to, near + 1) - from);
    if (found > from) {
      return found;
    }
    int point = codePointStart(text, near);
    return point > span.start()
        ? point
        : Math.min(span.end(), span.start() + Character.charCount(text.codePointAt(span.start())));
  }

  private static int codePointStart(String text, int position) {
    boolean withinPair =
        position > 0
            && position < text.length()
            && Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position));
    return withinPair ? position - 1 : position;
  }

  private static StringCharacterIterator iterator(String text, Span span) {
    return new StringCharacterIterator(text, span.start(), span.end(), span.start());
  }

  private static void add(String text, int start, int end, List<Span> parts) {
    Span part = new Span(start, end).trimmed(text);
    if (part.length() > 0) {
      parts.add(part);
    }
  }
}
