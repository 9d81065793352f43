package io.semblance.encoder.tokenize;

/**
 * Text to words as the tokenizers library's BertNormalizer and BertPreTokenizer do it: control
 * characters go, white space becomes a space, ideographs stand apart, accents are stripped (NFD
 * without non-spacing marks), letters are lower-cased one by one (so a final capital sigma becomes
 * σ, not ς). Most characters can be mapped alone; {@link #action} says how. Where reordering of
 * marks or several characters for one are possible, the whole text goes through {@link #normalize}.
 * Safe for many threads.
 */
final class WordPieceNormalizer {
  /** Kinds of action; an action is {@code kind << 16 | character}. */
  static final int WORD = 1;

  static final int SPACE = 2;
  static final int ALONE = 3;
  static final int DROP = 4;
  static final int WHOLE_TEXT = 5;

  private static final int CAPITAL_I_WITH_DOT = 0x130;
  private static final char COMBINING_DOT = 0x307;

  private final boolean ideographsApart;
  private final boolean stripAccents;
  private final boolean lowerCase;

  /** Filled when a character is first met: every thread computes the same value. */
  private final int[] actions = new int[Character.MAX_VALUE + 1];

  WordPieceNormalizer(boolean ideographsApart, boolean stripAccents, boolean lowerCase) {
    this.ideographsApart = ideographsApart;
    this.stripAccents = stripAccents;
    this.lowerCase = lowerCase;
  }

  /** What to do with a character of the text as it came. */
  int action(char character) {
    int action = actions[character];
    if (action == 0) {
      action = computeAction(character);
      actions[character] = action;
    }
    return action;
  }

  private int computeAction(char character) {
    if (Character.isSurrogate(character)) {
      return WHOLE_TEXT << 16;
    }
    CharacterClass before = CharacterClass.of(character);
    if (isDropped(character, before)) {
      return DROP << 16;
    }
    if (before == CharacterClass.SPACE) {
      return SPACE << 16;
    }
    String folded = normalize(String.valueOf(character)).strip();
    if (folded.isEmpty() && before == CharacterClass.MARK) {
      return DROP << 16;
    }
    if (folded.length() != 1 || mayMove(folded.charAt(0))) {
      return WHOLE_TEXT << 16;
    }
    char only = folded.charAt(0);
    boolean alone =
        CharacterClass.of(only) == CharacterClass.PUNCTUATION
            || (ideographsApart && isIdeograph(character));
    return (alone ? ALONE : WORD) << 16 | only;
  }

  /** Marks that stay may have to change places with others, which takes the text around them. */
  private static boolean mayMove(char character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** What the library's normalizer makes of a text; words are then split by {@link #kind}. */
  String normalize(String text) {
    String normalized = cleaned(text);
    if (stripAccents) {
      normalized = withoutMarks(RecentCharacters.decompose(normalized));
    }
    return lowerCase ? lowerCased(normalized) : normalized;
  }

  /** Whether a code point of a normalized text is a SPACE, stands ALONE or is part of a WORD. */
  static int kind(int codePoint) {
    return switch (CharacterClass.of(codePoint)) {
      case SPACE -> SPACE;
      case PUNCTUATION -> ALONE;
      default -> WORD;
    };
  }

  private String cleaned(String text) {
    StringBuilder cleaned = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> clean(point, cleaned));
    return cleaned.toString();
  }

  private void clean(int point, StringBuilder target) {
    CharacterClass found = CharacterClass.of(point);
    if (isDropped(point, found)) {
      return;
    }
    if (found == CharacterClass.SPACE) {
      target.append(' ');
    } else if (ideographsApart && isIdeograph(point)) {
      target.append(' ').appendCodePoint(point).append(' ');
    } else {
      target.appendCodePoint(point);
    }
  }

  /** A lone surrogate counts as U+FFFD. */
  private static boolean isDropped(int point, CharacterClass found) {
    return found == CharacterClass.OTHER
        || point == 0xFFFD
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  private static String withoutMarks(String decomposed) {
    StringBuilder kept = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(point -> CharacterClass.of(point) != CharacterClass.MARK)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static String lowerCased(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              lower.appendCodePoint(RecentCharacters.lowerCase(point));
              if (point == CAPITAL_I_WITH_DOT) { // the one letter whose lower case is two
                lower.append(COMBINING_DOT);
              }
            });
    return lower.toString();
  }

  /** The blocks of Chinese characters that BERT's authors chose. */
  private static boolean isIdeograph(int point) {
    return point >= 0x3400
        && (point <= 0x4DBF
            || (point >= 0x4E00 && point <= 0x9FFF)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0x20000 && point <= 0x2A6DF)
            || (point >= 0x2A700 && point <= 0x2B73F)
            || (point >= 0x2B740 && point <= 0x2B81F)
            || (point >= 0x2B920 && point <= 0x2CEAF)
            || (point >= 0x2F800 && point <= 0x2FA1F));
  }
}
