package io.semblance.index.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** What is true of the chunks of every document, written without what makes them. */
final class ChunkRules {
  private final List<String> fields;
  private final int size;
  private final TokenCounter counter;

  ChunkRules(List<String> fields, int size, TokenCounter counter) {
    this.fields = fields;
    this.size = size;
    this.counter = counter;
  }

  void assertHold(List<List<String>> documents, List<List<ChunkedPassage>> chunks) {
    assertThat(chunks).hasSameSizeAs(documents);
    List<String> inputs = new ArrayList<>();
    chunks.forEach(of -> of.forEach(chunk -> inputs.add(chunk.input())));
    int[] tokens = counter.count(inputs);
    int next = 0;
    for (int i = 0; i < documents.size(); i++) {
      List<String> texts = documents.get(i);
      String joined = String.join(" ", texts.stream().filter(text -> !text.isEmpty()).toList());
      if (counter.count(List.of(joined))[0] <= size) {
        assertThat(chunks.get(i)).singleElement().extracting("input").isEqualTo(joined);
        next++;
        continue;
      }
      for (ChunkedPassage chunk : chunks.get(i)) {
        String text = texts.get(fields.indexOf(chunk.passage().field()));
        assertIsWellCut(text, chunk);
        boolean oneCharacter =
            text.codePointCount(chunk.passage().start(), chunk.passage().end()) == 1;
        if (!oneCharacter) {
          assertThat(tokens[next]).as("tokens of '%s'", chunk.input()).isLessThanOrEqualTo(size);
        }
        next++;
      }
      assertCovers(texts, chunks.get(i));
    }
  }

  private static void assertIsWellCut(String text, ChunkedPassage chunk) {
    int start = chunk.passage().start();
    int end = chunk.passage().end();
    String part = text.substring(start, end);
    assertThat(part).isNotBlank();
    assertThat(chunk.input()).endsWith(part);
    assertThat(splitsPair(text, start) || splitsPair(text, end)).as("cuts a pair").isFalse();
  }

  private static boolean splitsPair(String text, int position) {
    return position > 0
        && position < text.length()
        && Character.isHighSurrogate(text.charAt(position - 1))
        && Character.isLowSurrogate(text.charAt(position));
  }

  private void assertCovers(List<String> texts, List<ChunkedPassage> chunks) {
    String heading = texts.getFirst();
    for (int field = 0; field < texts.size(); field++) {
      String text = texts.get(field);
      String name = fields.get(field);
      BitSet covered = new BitSet(text.length());
      int last = -1;
      for (ChunkedPassage chunk : chunks) {
        if (chunk.passage().field().equals(name)) {
          assertThat(chunk.passage().start()).as("chunks in order").isGreaterThan(last);
          last = chunk.passage().start();
          covered.set(chunk.passage().start(), chunk.passage().end());
        }
      }
      boolean isHeading =
          field == 0 && covered.isEmpty() && !text.chars().allMatch(ChunkRules::isBlank);
      if (isHeading) {
        assertThat(chunks).allMatch(chunk -> chunk.input().startsWith(heading));
        continue;
      }
      int[] uncovered =
          IntStream.range(0, text.length())
              .filter(i -> !covered.get(i) && !isBlank(text.charAt(i)))
              .toArray();
      assertThat(uncovered).as("uncovered characters of %s", name).isEmpty();
    }
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
