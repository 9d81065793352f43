package io.semblance.index.chunk;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Texts of everything that is hard to cut, in any order. */
final class RandomTexts {
  private static final List<String> PARTS =
      List.of(
          "word ",
          "Sentence ends here. ",
          "Does it? Yes! \"So,\" he said. ",
          "comma,separated;values:without/blanks ",
          "\n",
          "\r\n",
          "\n\n",
          "\n \t\n",
          "\u2029",
          " \u00a0\u3000 ",
          "\u6771\u4eac\u90fd\u306f\u4eca\u65e5\u3002",
          "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01",
          "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645. ",
          "e\u0301\u0323\u0308",
          "\ud83d\ude00",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "\ud83c\udde9\ud83c\uddea",
          "\ud83d",
          "\udc00",
          "\u0000",
          "\u0001",
          "aGVsbG8gd29ybGQ",
          "x",
          "1,234.5 ");

  private final Random random;

  RandomTexts(long seed) {
    random = new Random(seed);
  }

  /** A text of so many parts at most; some parts are repeated. */
  String text(int parts) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, random.nextInt(parts + 1))
        .forEach(
            i -> {
              String part = PARTS.get(random.nextInt(PARTS.size()));
              text.append(part.repeat(random.nextInt(12) == 0 ? 1 + random.nextInt(80) : 1));
            });
    return text.toString();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
