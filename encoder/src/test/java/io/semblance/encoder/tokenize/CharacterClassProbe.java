package io.semblance.encoder.tokenize;

import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.folder.TokenizerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks the tokenizers library what class each code point has: the word {@code a?b} stays whole, is
 * split in two or three, or shrinks to {@code ab}. The main method writes {@code
 * character-classes.txt} anew, for when the library is updated and {@link CharacterClassIT} fails.
 */
final class CharacterClassProbe {
  private static final int WORDS_A_TEXT = 100;
  private static final int UNKNOWN = 0;
  private static final int A = 1;
  private static final int B = 2;
  private static final int AB = 3;

  private CharacterClassProbe() {}

  public static void main(String[] arguments) throws IOException {
    Path scratch = Files.createTempDirectory("probe");
    CharacterClass[] classes = classes(scratch);
    StringBuilder text = new StringBuilder();
    for (int point = 0; point < classes.length; point++) {
      if (point == 0 || classes[point] != classes[point - 1]) {
        text.append(
            String.format(
                Locale.ROOT, "%04x %s%n", point, classes[point].name().toLowerCase(Locale.ROOT)));
      }
    }
    Files.writeString(Path.of(arguments[0]), text);
  }

  /**
   * One class for each code point; surrogates, which no text that reaches the library has, are
   * OTHER.
   */
  static CharacterClass[] classes(Path scratch) throws IOException {
    CharacterClass[] plain = classes(scratch, false);
    CharacterClass[] stripping = classes(scratch, true);
    for (int point = 0; point < plain.length; point++) {
      if (plain[point] != stripping[point] && stripping[point] == CharacterClass.OTHER) {
        plain[point] = CharacterClass.MARK;
      }
    }
    return plain;
  }

  private static CharacterClass[] classes(Path scratch, boolean stripAccents) throws IOException {
    Path file = scratch.resolve("probe-" + stripAccents + ".json");
    Files.writeString(
        file,
        """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],
         "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":false,
           "strip_accents":%s,"lowercase":false},
         "pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":null,"decoder":null,
         "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
           "max_input_chars_per_word":100,"vocab":{"[UNK]":0,"a":1,"b":2,"ab":3}}}
        """
            .formatted(stripAccents));
    CharacterClass[] classes = new CharacterClass[Character.MAX_CODE_POINT + 1];
    try (TextTokenizer library =
        TextTokenizer.open(
            new TokenizerSettings(file, ModelInfo.UNLIMITED, false, false, true), scratch)) {
      for (int first = 0; first < classes.length; first += 1 << 16) {
        classify(library, first, classes);
      }
    }
    return classes;
  }

  private static void classify(TextTokenizer library, int first, CharacterClass[] classes) {
    List<String> texts = new ArrayList<>();
    for (int start = first; start < first + (1 << 16); start += WORDS_A_TEXT) {
      StringBuilder text = new StringBuilder();
      for (int point = start; point < Math.min(start + WORDS_A_TEXT, first + (1 << 16)); point++) {
        text.append('a').appendCodePoint(point).append("b ");
      }
      texts.add(text.toString());
    }
    int point = first;
    for (TokenizedText text : library.tokenize(texts)) {
      int position = 0;
      while (position < text.length()) {
        CharacterClass found = classAt(text.ids(), position);
        position += tokens(found);
        classes[point] =
            Character.getType(point) == Character.SURROGATE ? CharacterClass.OTHER : found;
        point++;
      }
    }
    if (point != first + (1 << 16)) {
      throw new IllegalStateException("probe went out of step after " + Integer.toHexString(point));
    }
  }

  private static CharacterClass classAt(long[] ids, int position) {
    return switch ((int) ids[position]) {
      case UNKNOWN -> CharacterClass.WORD;
      case AB -> CharacterClass.OTHER;
      case A -> ids[position + 1] == B ? CharacterClass.SPACE : CharacterClass.PUNCTUATION;
      default -> throw new IllegalStateException("unexpected token " + ids[position]);
    };
  }

  private static int tokens(CharacterClass found) {
    return switch (found) {
      case SPACE -> 2;
      case PUNCTUATION -> 3;
      default -> 1;
    };
  }
}
