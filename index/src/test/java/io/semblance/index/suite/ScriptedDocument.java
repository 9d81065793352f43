package io.semblance.index.suite;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.HashingEncoder;
import io.semblance.index.Precondition;
import io.semblance.index.SourceDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A document whose every field follows from two numbers that it carries, so that whoever finds it
 * can tell whether it is whole.
 *
 * @param text decides the text: none, a short one, or one of many passages
 * @param note decides the metadata
 */
record ScriptedDocument(String id, int text, int note) {
  static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(16);

  static final CollectionSchema SCHEMA =
      CollectionSchema.DEFAULT
          .withTextFields(List.of("text"))
          .withFields(Map.of("note", FieldType.LONG, "tags", FieldType.KEYWORD));

  private static final int VOCABULARY = 500;
  private static final int LONGEST = 200;

  SourceDocument document() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", words());
    fields.put("textNumber", text);
    fields.putAll(metadata());
    return new SourceDocument(id, fields);
  }

  private Map<String, Object> metadata() {
    return Map.of("note", note, "tags", List.of("t" + note % 7, "u" + note % 3));
  }

  /** Makes the document of this id whatever it was before. */
  Change upsert() {
    return new Change.Upsert(document());
  }

  /** Makes this document of one with the same text. */
  Change patchOfNote() {
    return new Change.Patch(id, metadata(), Precondition.NONE);
  }

  /** Makes this document of one with the same note. */
  Change patchOfText() {
    return new Change.Patch(id, Map.of("text", words(), "textNumber", text), Precondition.NONE);
  }

  /** The document that claims the numbers of one that was found; equal to it if that is whole. */
  static ScriptedDocument claimedBy(SourceDocument found) {
    return new ScriptedDocument(
        found.id(), (int) found.fields().get("textNumber"), (int) found.fields().get("note"));
  }

  private String words() {
    Random random = new Random(text);
    int kind = random.nextInt(10);
    int count = kind == 0 ? 0 : kind < 8 ? 4 + random.nextInt(10) : random.nextInt(LONGEST);
    return random
        .ints(count, 0, VOCABULARY)
        .mapToObj(word -> "w" + word)
        .collect(Collectors.joining(" "));
  }
}
