package io.semblance.encoder.tokenize;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a code point is to the tokenizers library. The library's tables are older than any JDK's,
 * and JDKs differ, so the classes are not asked of {@link Character}: the resource {@code
 * character-classes.txt} holds what the library itself did with every code point.
 */
enum CharacterClass {
  /** Part of a word. */
  WORD,
  /** White space. */
  SPACE,
  /** A word of its own: punctuation, and ASCII symbols such as {@code $}. */
  PUNCTUATION,
  /** A non-spacing mark (Mn), such as a combining accent. */
  MARK,
  /** Control, format, private use, or not assigned when the library's table was made. */
  OTHER;

  static CharacterClass of(int codePoint) {
    return Ranges.ALL.classes[Ranges.ALL.indexOf(codePoint)];
  }

  /** Ranges that follow each other without a gap: the i-th goes from {@code starts[i]}. */
  private record Ranges(int[] starts, CharacterClass[] classes) {
    private static final String RESOURCE = "character-classes.txt";
    private static final Ranges ALL = read();

    int indexOf(int codePoint) {
      int found = Arrays.binarySearch(starts, codePoint);
      return found >= 0 ? found : -found - 2;
    }

    /** A line is the first code point of a range, in hexadecimal, and the class. */
    static Ranges read() {
      List<String> lines = lines();
      int[] starts = new int[lines.size()];
      CharacterClass[] classes = new CharacterClass[lines.size()];
      for (int i = 0; i < starts.length; i++) {
        List<String> fields = Arrays.asList(lines.get(i).split(" "));
        starts[i] = Integer.parseInt(fields.get(0), 16);
        classes[i] = valueOf(fields.get(1).toUpperCase(Locale.ROOT));
      }
      return new Ranges(starts, classes);
    }

    private static List<String> lines() {
      try (InputStream in = CharacterClass.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new SemblanceException(
              ErrorCode.INTERNAL, "resource " + RESOURCE + " is not on the class path");
        }
        return new ArrayList<>(
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      } catch (IOException e) {
        throw new SemblanceException(ErrorCode.INTERNAL, "cannot read resource " + RESOURCE, e);
      }
    }
  }
}
