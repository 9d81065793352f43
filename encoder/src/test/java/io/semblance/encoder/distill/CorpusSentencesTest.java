package io.semblance.encoder.distill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorpusSentencesTest {
  @Test
  void splitsTextsIntoDistinctSentences() {
    List<String> sentences =
        CorpusSentences.of(List.of("One is here. Two is there!", "One is here.", " "), 10);

    assertThat(sentences).containsExactlyInAnyOrder("One is here.", "Two is there!");
  }

  @Test
  void takesASampleThatIsTheSameEachTime() {
    List<String> texts = IntStream.range(0, 100).mapToObj(i -> "text " + i).toList();

    List<String> sample = CorpusSentences.of(texts, 10);

    assertThat(sample).hasSize(10).isNotEqualTo(texts.subList(0, 10));
    assertThat(CorpusSentences.of(texts, 10)).isEqualTo(sample);
  }

  @Test
  void cutsLongSentencesAtWhiteSpace() {
    List<String> sentences = CorpusSentences.of(List.of("word ".repeat(200)), 10);

    assertThat(sentences).allSatisfy(s -> assertThat(s.length()).isLessThanOrEqualTo(400));
    assertThat(String.join(" ", sentences).split(" ")).containsOnly("word");
  }

  @Test
  void cutsWhatHasNoWhiteSpace() {
    assertThat(CorpusSentences.of(List.of("x".repeat(1000)), 10))
        .allSatisfy(s -> assertThat(s.length()).isLessThanOrEqualTo(400));
  }
}
