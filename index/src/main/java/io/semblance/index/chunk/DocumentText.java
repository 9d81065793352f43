package io.semblance.index.chunk;

import io.semblance.index.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The texts of one document.
 *
 * @param fields their names
 * @param texts one for each field, empty where the document has none
 */
record DocumentText(List<String> fields, List<String> texts) {
  /** A heading may take this part of each chunk. */
  private static final int CHUNKS_IN_HEADING = 4;

  /**
   * Characters of a heading for each token of a chunk. A word without end may be a single unknown
   * token, but it must not be repeated in every chunk.
   */
  private static final int HEADING_CHARACTERS = 8;

  DocumentText {
    if (fields.size() != texts.size()) {
      throw new IllegalArgumentException(
          "each text field needs one text, got: " + fields.size() + " and " + texts.size());
    }
  }

  /** All that there is, as it is encoded when it fits. */
  String joined() {
    return texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
  }

  /** The document as one passage: its longest field stands for all. */
  ChunkedPassage whole(String joined) {
    int longest = 0;
    for (int i = 1; i < texts.size(); i++) {
      longest = texts.get(i).length() > texts.get(longest).length() ? i : longest;
    }
    Passage passage = new Passage(fields.get(longest), 0, texts.get(longest).length());
    return new ChunkedPassage(passage, joined);
  }

  /** What might be put before each chunk, if its tokens allow; empty for nothing. */
  String headingToCount(int size) {
    String first = texts.getFirst();
    boolean useful =
        first.length() <= (long) HEADING_CHARACTERS * size
            && hasText(first)
            && texts.stream().skip(1).anyMatch(DocumentText::hasText);
    return useful ? first : "";
  }

  /**
   * The fields that are cut.
   *
   * @param headingTokens tokens of {@link #headingToCount}
   */
  List<FieldText> fields(int size, int headingTokens, Grain grain, Segmenter segmenter) {
    String heading = headingTokens <= size / CHUNKS_IN_HEADING ? headingToCount(size) : "";
    String prefix = heading.isEmpty() ? "" : heading + " ";
    int budget = heading.isEmpty() ? size : size - headingTokens;
    List<FieldText> chunked = new ArrayList<>();
    for (int i = heading.isEmpty() ? 0 : 1; i < texts.size(); i++) {
      if (hasText(texts.get(i))) {
        chunked.add(new FieldText(fields.get(i), texts.get(i), prefix, budget, grain, segmenter));
      }
    }
    return chunked;
  }

  private static boolean hasText(String text) {
    return Span.of(text).trimmed(text).length() > 0;
  }
}
