package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTextsTest {
  @TempDir private Path folder;

  @Test
  void theSampleCorporaGive200SentencesAnd300Others() throws IOException {
    CalibrationTexts texts = CalibrationTexts.ofSampleCorpora();

    assertThat(texts.calibration()).hasSize(200).doesNotHaveDuplicates();
    assertThat(texts.heldOut()).hasSize(300).doesNotContainAnyElementsOf(texts.calibration());
    assertThat(CalibrationTexts.ofSampleCorpora()).isEqualTo(texts);
  }

  @Test
  void aSmallCorpusIsSharedTwoToThree() throws IOException {
    StringBuilder corpus = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      corpus.append("The first sentence, number ").append(i).append(". And the second, ").append(i);
      corpus.append(".\n");
    }
    Path file = Files.writeString(folder.resolve("corpus.txt"), corpus.toString());

    CalibrationTexts texts = CalibrationTexts.of(List.of(file.toString()));

    assertThat(texts.calibration()).hasSize(40);
    assertThat(texts.heldOut()).hasSize(60);
  }

  @Test
  void aCorpusWithoutSentencesIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("corpus.txt"), "one\ntwo\n");

    assertThatThrownBy(() -> CalibrationTexts.of(List.of(file.toString())))
        .hasMessageContaining("must have some sentences of 15 characters or more");
  }
}
