package io.semblance.clustering.duplicates;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What two texts may differ in and still be the same text: the composition of their characters
 * (Unicode's NFC), the kind and amount of white space, and the case of letters where asked.
 *
 * @param foldsCase whether upper and lower case are the same
 */
public record TextForm(boolean foldsCase) {
  /** Case tells texts apart. */
  public static final TextForm CASE_SENSITIVE = new TextForm(false);

  /** Case does not tell texts apart; "STRASSE" and "straße" are the same text. */
  public static final TextForm CASE_FOLDED = new TextForm(true);

  /** The form of a text: equal for texts that are the same. Takes time linear in its length. */
  public String of(String text) {
    String folded = foldsCase ? text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : text;
    String composed =
        Normalizer.isNormalized(folded, Normalizer.Form.NFC)
            ? folded
            : Normalizer.normalize(folded, Normalizer.Form.NFC);
    return collapsed(composed);
  }

  private static String collapsed(String text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (isSpace(character)) {
        gap = true;
        continue;
      }
      if (gap && !collapsed.isEmpty()) {
        collapsed.append(' ');
      }
      gap = false;
      collapsed.append(character);
    }
    return collapsed.length() == text.length() && text.contentEquals(collapsed)
        ? text
        : collapsed.toString();
  }

  private static boolean isSpace(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
