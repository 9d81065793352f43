package io.semblance.index.terms;

import java.util.regex.Pattern;

/** Parts of a text that are no words: addresses of pages and mail, names of accounts, entities. */
final class Noise {
  /** Nothing joins words across it, and no analyzer makes it part of a word. */
  private static final String BARRIER = "|";

  private static final Pattern NOISE =
      Pattern.compile(
          "(?:https?://|www\\.)\\S++"
              + "|[\\w.+-]{1,64}+@[\\w.-]{1,255}+"
              + "|@\\w++"
              + "|&#?\\w{1,10}+;",
          Pattern.UNICODE_CHARACTER_CLASS);

  private Noise() {}

  /** The text with all noise overwritten, of the same length, and with plain apostrophes. */
  static String overwritten(String text) {
    return NOISE
        .matcher(text)
        .replaceAll(match -> BARRIER.repeat(match.end() - match.start()))
        .replace('\u2019', '\'');
  }
}
