package io.semblance.encoder.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of character classes against the library that it describes. */
class CharacterClassIT {
  @TempDir private Path scratch;

  @Test
  void everyCodePointHasTheClassThatTheLibraryGivesIt() throws IOException {
    CharacterClass[] expected = CharacterClassProbe.classes(scratch);

    for (int point = 0; point < expected.length; point++) {
      if (CharacterClass.of(point) != expected[point]) {
        assertThat(CharacterClass.of(point)).as("U+%04X", point).isEqualTo(expected[point]);
      }
    }
  }
}
