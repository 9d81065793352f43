package io.semblance.clustering.duplicates;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A text reduced to what {@link Shingles} are made of: words in one case with single spaces where
 * anything else was. In scripts that are written without spaces each character is a word, as is
 * each symbol. Where there are no words the text itself.
 */
final class FoldedText {
  private static final int FIRST_WITHOUT_SPACES = 0x0E00; // Thai; none of those scripts is below
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  private final int[] characters;
  private int length;
  private int[] wordStarts = new int[8];
  private int words;

  private FoldedText(int capacity) {
    characters = new int[capacity];
  }

  static FoldedText of(String text) {
    FoldedText folded = new FoldedText(text.length());
    folded.addWords(text);
    if (folded.words == 0) {
      folded.addWord();
      text.codePoints().forEach(folded::add);
    }
    return folded;
  }

  /** How many code points there are. */
  int length() {
    return length;
  }

  int character(int index) {
    return characters[index];
  }

  /** How many words there are; at least 1, but for the empty text. */
  int words() {
    return length == 0 ? 0 : words;
  }

  int wordStart(int word) {
    return wordStarts[word];
  }

  /** Where a word ends, the space after it included. */
  int wordEnd(int word) {
    return word + 1 < words ? wordStarts[word + 1] : length;
  }

  private void addWords(String text) {
    boolean gap = false;
    boolean inRun = false;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      Kind kind = Kind.of(character);
      if (kind == Kind.GAP) {
        gap = true;
        inRun = false;
        continue;
      }
      if (gap && length > 0) {
        add(' ');
      }
      gap = false;
      if (!inRun || kind == Kind.WORD) {
        addWord();
      }
      inRun = kind == Kind.PART;
      add(Character.toLowerCase(Character.toUpperCase(character)));
    }
  }

  private void addWord() {
    if (words == wordStarts.length) {
      wordStarts = Arrays.copyOf(wordStarts, 2 * words);
    }
    wordStarts[words++] = length;
  }

  private void add(int character) {
    characters[length++] = character;
  }

  /** What a character does to words. */
  private enum Kind {
    /** Ends a word. */
    GAP,
    /** Goes on with a word. */
    PART,
    /** Is a word. */
    WORD;

    static Kind of(int character) {
      return switch (Character.getType(character)) {
        case Character.UPPERCASE_LETTER,
            Character.LOWERCASE_LETTER,
            Character.TITLECASE_LETTER,
            Character.MODIFIER_LETTER,
            Character.OTHER_LETTER,
            Character.DECIMAL_DIGIT_NUMBER,
            Character.LETTER_NUMBER,
            Character.OTHER_NUMBER,
            Character.NON_SPACING_MARK,
            Character.COMBINING_SPACING_MARK,
            Character.ENCLOSING_MARK ->
            isWithoutSpaces(character) ? WORD : PART;
        case Character.MATH_SYMBOL,
            Character.CURRENCY_SYMBOL,
            Character.MODIFIER_SYMBOL,
            Character.OTHER_SYMBOL,
            Character.PRIVATE_USE,
            Character.SURROGATE,
            Character.UNASSIGNED ->
            WORD;
        default -> GAP;
      };
    }

    private static boolean isWithoutSpaces(int character) {
      return character >= FIRST_WITHOUT_SPACES
          && WITHOUT_SPACES.contains(UnicodeScript.of(character));
    }
  }
}
