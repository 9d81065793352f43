package io.semblance.index.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.ModelInfo;
import io.semblance.index.Chunking.Respect;
import io.semblance.index.Passage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cutting by hand-made counters: words, bytes, and some that do not add up. */
class ChunkerTest {
  private static final List<String> TEXT = List.of("text");
  private static final List<String> TITLE_AND_TEXT = List.of("title", "text");

  private static TokenCounter counter(ToIntFunction<String> one) {
    return texts -> texts.stream().mapToInt(one).toArray();
  }

  private static final TokenCounter WORDS = counter(text -> (int) words(text).count());

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("[\\s\\p{Z}]+")).filter(word -> !word.isEmpty());
  }

  private static final TokenCounter BYTES =
      counter(text -> text.getBytes(StandardCharsets.UTF_8).length);

  /** As a tokenizer that begins each text with a token of its own: parts count more than wholes. */
  private static final TokenCounter PREFIXED =
      texts -> IntStream.of(WORDS.count(texts)).map(words -> words + 1).toArray();

  /** Wholes count more than their parts. */
  private static final TokenCounter GROWING =
      texts -> IntStream.of(WORDS.count(texts)).map(words -> words + words / 3).toArray();

  /** As BERT: a word beyond 30 characters is one unknown token, any other has four to a token. */
  private static final TokenCounter UNKNOWN_WORDS =
      counter(
          text ->
              words(text).mapToInt(word -> word.length() > 30 ? 1 : (word.length() + 3) / 4).sum());

  private static List<String> inputs(Chunker chunker, String... texts) {
    return chunker.chunk(List.of(List.of(texts))).getFirst().stream()
        .map(ChunkedPassage::input)
        .toList();
  }

  private static String numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  @Test
  void aDocumentThatFitsIsOnePassageOfItsJoinedFields() {
    Chunker chunker = new Chunker(TITLE_AND_TEXT, Respect.SENTENCE, 8, 2, WORDS);

    assertThat(
            chunker.chunk(
                List.of(
                    List.of("A title", "And a text. Of two."),
                    List.of("", "Only text"),
                    List.of("Only a title", ""),
                    List.of("", ""))))
        .containsExactly(
            List.of(new ChunkedPassage(new Passage("text", 0, 19), "A title And a text. Of two.")),
            List.of(new ChunkedPassage(new Passage("text", 0, 9), "Only text")),
            List.of(new ChunkedPassage(new Passage("title", 0, 12), "Only a title")),
            List.of(new ChunkedPassage(new Passage("title", 0, 0), "")));
  }

  @Test
  void sentencesStayWholeAndTheLastOfAChunkBeginsTheNext() {
    Chunker chunker = new Chunker(TEXT, Respect.SENTENCE, 10, 4, WORDS);

    assertThat(
            inputs(
                chunker,
                "One is four words. Two is four words. Three has as many. "
                    + "Four is\nfour words. Five is four words."))
        .containsExactly(
            "One is four words. Two is four words.",
            "Two is four words. Three has as many.",
            "Three has as many. Four is\nfour words.",
            "Four is\nfour words. Five is four words.");
  }

  @Test
  void titlesAndInitialsEndNoSentence() {
    Chunker chunker = new Chunker(TEXT, Respect.SENTENCE, 9, 0, WORDS);

    assertThat(
            inputs(
                chunker,
                "Dr. B. met Mrs. Bennet of St. Albans. She smiled at Mr. Darcy. "
                    + "He likes the BBC. No one else does."))
        .containsExactly(
            "Dr. B. met Mrs. Bennet of St. Albans.",
            "She smiled at Mr. Darcy. He likes the BBC.",
            "No one else does.");
  }

  @Test
  void offsetsAreThoseOfTheField() {
    Chunker chunker = new Chunker(TEXT, Respect.SENTENCE, 4, 0, WORDS);

    assertThat(chunker.chunk(List.of(List.of("  One two three four. \n Five six seven. Eight.\n"))))
        .containsExactly(
            List.of(
                new ChunkedPassage(new Passage("text", 2, 21), "One two three four."),
                new ChunkedPassage(new Passage("text", 24, 46), "Five six seven. Eight.")));
  }

  @Test
  void aShortFirstFieldIsPutBeforeEveryChunk() {
    Chunker chunker = new Chunker(TITLE_AND_TEXT, Respect.WORD, 8, 0, WORDS);

    assertThat(chunker.chunk(List.of(List.of("My title", numbers(0, 12)))))
        .containsExactly(
            List.of(
                new ChunkedPassage(new Passage("text", 0, 11), "My title 0 1 2 3 4 5"),
                new ChunkedPassage(new Passage("text", 12, 25), "My title 6 7 8 9 10 11")));
  }

  @Test
  void aLongFirstFieldIsCutLikeTheOthers() {
    Chunker chunker = new Chunker(TITLE_AND_TEXT, Respect.WORD, 8, 0, WORDS);

    assertThat(inputs(chunker, "Three words here", numbers(0, 8)))
        .containsExactly("Three words here", "0 1 2 3 4 5 6 7");
  }

  @Test
  void anEndlessWordIsNotRepeatedAsHeading() {
    Chunker chunker = new Chunker(TITLE_AND_TEXT, Respect.WORD, 8, 0, WORDS);

    assertThat(inputs(chunker, "a".repeat(65), numbers(0, 12)))
        .containsExactly("a".repeat(65), "0 1 2 3 4 5 6 7", "8 9 10 11");
  }

  @Test
  void paragraphsStayWholeAndLongOnesAreCutBetweenSentences() {
    Chunker chunker = new Chunker(TEXT, Respect.PARAGRAPH, 6, 0, WORDS);

    assertThat(
            inputs(
                chunker,
                "First one here.\n\nSecond is\nhere too.\r\n\r\n"
                    + "The third one is long. It has two sentences."))
        .containsExactly(
            "First one here.",
            "Second is\nhere too.",
            "The third one is long.",
            "It has two sentences.");
  }

  @Test
  void aSentenceThatIsTooLongIsCutBetweenWords() {
    Chunker chunker = new Chunker(TEXT, Respect.SENTENCE, 10, 3, WORDS);

    assertThat(inputs(chunker, numbers(0, 22)))
        .containsExactly(numbers(0, 10), numbers(7, 17), numbers(14, 22));
  }

  @Test
  void aLastChunkOfLittleSharesWithTheOneBefore() {
    Chunker chunker = new Chunker(TEXT, Respect.WORD, 20, 0, WORDS);

    assertThat(inputs(chunker, numbers(0, 42)))
        .containsExactly(numbers(0, 20), numbers(20, 31), numbers(31, 42));
  }

  @Test
  void aWordThatIsTooLongIsCutBetweenCharacters() {
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    Chunker chunker = new Chunker(TEXT, Respect.SENTENCE, 100, 0, BYTES);

    List<String> chunks = inputs(chunker, family.repeat(60));

    assertThat(String.join("", chunks)).isEqualTo(family.repeat(60));
    assertThat(chunks).allMatch(chunk -> chunk.replace(family, "").isEmpty());
  }

  @Test
  void aCharacterThatIsTooLongStaysWhole() {
    Chunker chunker = new Chunker(TEXT, Respect.SENTENCE, 3, 0, BYTES);

    assertThat(inputs(chunker, "\ud83d\ude00\ud83d\ude01a"))
        .containsExactly("\ud83d\ude00", "\ud83d\ude01", "a");
  }

  @Test
  void chunksThatCountMoreThanTheirPartsAreCutAgain() {
    Chunker chunker = new Chunker(TEXT, Respect.SENTENCE, 12, 0, GROWING);

    List<String> chunks = inputs(chunker, "One two. ".repeat(20).strip());

    assertThat(String.join(" ", chunks)).isEqualTo("One two. ".repeat(20).strip());
    assertThat(IntStream.of(GROWING.count(chunks))).allMatch(tokens -> tokens <= 12);
  }

  @Test
  void nothingIsCutOrCountedWithoutALimit() {
    Chunker chunker =
        new Chunker(
            TEXT,
            Respect.SENTENCE,
            ModelInfo.UNLIMITED,
            32,
            texts -> {
              assertThat(texts).isEmpty();
              return new int[0];
            });

    assertThat(inputs(chunker, numbers(0, 100_000))).containsExactly(numbers(0, 100_000));
  }

  @Test
  void blanksThatAreTooLongByThemselvesAreOneEmptyPassage() {
    Chunker chunker = new Chunker(TEXT, Respect.SENTENCE, 8, 0, BYTES);

    assertThat(inputs(chunker, " \n".repeat(10))).containsExactly("");
  }

  @ParameterizedTest
  @EnumSource
  void rulesHoldForRandomDocuments(Respect respect) {
    for (TokenCounter counter : List.of(WORDS, BYTES, PREFIXED, GROWING, UNKNOWN_WORDS)) {
      RandomTexts random = new RandomTexts(20261123);
      for (int round = 0; round < 10; round++) {
        int size = 2 + random.below(60);
        Chunker chunker =
            new Chunker(TITLE_AND_TEXT, respect, size, random.below((size + 1) / 2), counter);
        List<List<String>> documents =
            IntStream.range(0, 8).mapToObj(i -> List.of(random.text(6), random.text(120))).toList();

        new ChunkRules(TITLE_AND_TEXT, size, counter)
            .assertHold(documents, chunker.chunk(documents));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void neighboursHaveNoMoreInCommonThanTheOverlap(Respect respect) {
    RandomTexts random = new RandomTexts(7);
    int overlaps = 0;
    for (int round = 0; round < 200; round++) {
      String text = random.text(300);
      List<ChunkedPassage> chunks =
          new Chunker(TEXT, respect, 30, 9, WORDS).chunk(List.of(List.of(text))).getFirst();
      for (int i = 1; i < chunks.size(); i++) {
        int start = chunks.get(i).passage().start();
        int end = chunks.get(i - 1).passage().end();
        if (start < end) {
          overlaps++;
          assertThat(WORDS.count(List.of(text.substring(start, end)))[0]).isLessThanOrEqualTo(9);
        }
        assertThat(chunks.get(i).passage().end()).isGreaterThan(end);
      }
    }
    assertThat(overlaps).isPositive();
  }

  @Test
  void documentsAreCountedTogether() {
    List<Integer> calls = new ArrayList<>();
    TokenCounter counting =
        texts -> {
          calls.add(texts.size());
          return WORDS.count(texts);
        };
    List<List<String>> documents =
        IntStream.range(0, 500)
            .mapToObj(i -> List.of("Five words are in here. ".repeat(9)))
            .toList();

    new Chunker(TEXT, Respect.SENTENCE, 20, 5, counting).chunk(documents);

    assertThat(calls).hasSizeLessThan(6);
  }

  @Test
  void everyFieldNeedsAText() {
    Chunker chunker = new Chunker(TITLE_AND_TEXT, Respect.SENTENCE, 20, 5, WORDS);

    assertThatThrownBy(() -> chunker.chunk(List.of(List.of("title"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1");
  }
}
