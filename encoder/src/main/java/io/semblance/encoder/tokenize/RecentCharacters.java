package io.semblance.encoder.tokenize;

import java.text.Normalizer;

/**
 * Where the Unicode versions in the tokenizers library and in the JDK differ. The library
 * decomposes by Unicode 12 and lower-cases by Unicode 17; what JDK 21 (Unicode 15) and later know
 * besides or do not know yet is listed here, so that all JDKs give the library's result.
 */
final class RecentCharacters {
  private RecentCharacters() {}

  /** Canonical decomposition as the library does it. */
  static String decompose(String text) {
    StringBuilder decomposed = null;
    int start = 0;
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (isDecomposedByJdkOnly(point)) {
        decomposed = decomposed == null ? new StringBuilder(text.length() + 16) : decomposed;
        decomposed.append(jdkDecomposed(text.substring(start, i))).appendCodePoint(point);
        start = i + Character.charCount(point);
      }
    }
    return decomposed == null
        ? jdkDecomposed(text)
        : decomposed.append(jdkDecomposed(text.substring(start))).toString();
  }

  private static String jdkDecomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  /** The letters with a canonical decomposition that came with Unicode 13 and 16. */
  private static boolean isDecomposedByJdkOnly(int point) {
    return switch (point) {
      case 0x105C9, 0x105E4, 0x11383, 0x11385, 0x1138E, 0x11391, 0x113C5, 0x113C7, 0x113C8 -> true;
      case 0x11938 -> true;
      default -> (point >= 0x16121 && point <= 0x16128) || (point >= 0x16D68 && point <= 0x16D6A);
    };
  }

  /** Simple lower case as the library does it: with the letters of Unicode 16 and 17. */
  static int lowerCase(int point) {
    return switch (point) {
      case 0x1C89, 0xA7CC, 0xA7CE, 0xA7D2, 0xA7D4, 0xA7DA -> point + 1;
      case 0xA7CB -> 0x264;
      case 0xA7DC -> 0x19B;
      default -> {
        if (point >= 0x10D50 && point <= 0x10D65) {
          yield point + 0x20;
        }
        yield point >= 0x16EA0 && point <= 0x16EB8 ? point + 0x1B : Character.toLowerCase(point);
      }
    };
  }
}
