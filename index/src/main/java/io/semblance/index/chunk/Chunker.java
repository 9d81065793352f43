package io.semblance.index.chunk;

import io.semblance.encoder.InputType;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.index.Chunking;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Cuts documents into passages. A document whose joined text fits is one passage. Of any other each
 * text field is cut by itself; where a short first field stands before others it is their heading
 * and is put before each of their chunks instead. Chunks hold whole units where these fit (see
 * {@link Chunking.Respect}); sentences that do not are cut between words, words that do not between
 * characters. Whatever is not blank in a field that is cut is in at least one chunk, no chunk is
 * blank, and what is encoded for it is never longer than the size, unless it is one character.
 *
 * <p>Safe for many threads.
 */
public final class Chunker {
  private final List<String> fields;
  private final Grain grain;
  private final int size;
  private final int overlap;
  private final TokenCounter counter;

  /**
   * Prepares a chunker.
   *
   * @param fields names of the text fields in order; the first of several may be a heading
   * @param respect what is not torn apart while it fits
   * @param size most tokens of what is encoded for a passage, at least 1; {@link
   *     ModelInfo#UNLIMITED} leaves every document whole
   * @param overlap most tokens that a chunk has in common with the one before
   */
  public Chunker(
      List<String> fields, Chunking.Respect respect, int size, int overlap, TokenCounter counter) {
    if (fields.isEmpty() || size < 1 || overlap < 0) {
      throw new IllegalArgumentException(
          "a chunker needs a field, a size of at least 1 and an overlap of at least 0, got: "
              + fields
              + ", "
              + size
              + " and "
              + overlap);
    }
    this.fields = List.copyOf(fields);
    this.grain = Grain.of(respect);
    this.size = size;
    this.overlap = overlap;
    this.counter = counter;
  }

  /**
   * The chunker of texts that a model encodes as documents. A size or an overlap beyond what the
   * model reads is brought down to it.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the model's prompt leaves no room
   */
  public static Chunker of(List<String> fields, Chunking chunking, SentenceEncoder encoder) {
    int room = encoder.passageTokens(InputType.DOCUMENT);
    if (room < 1) {
      throw SemblanceException.invalid(
          "model '"
              + encoder.model().id()
              + "' must have room for text beside its prompt for documents, got: "
              + room
              + " tokens");
    }
    int size = chunking.size() == 0 ? room : Math.min(chunking.size(), room);
    return new Chunker(
        fields,
        chunking.respect(),
        size,
        Math.min(chunking.overlap(), (size - 1) / 2),
        texts -> encoder.countTokens(texts, InputType.DOCUMENT));
  }

  /**
   * Cuts documents; result {@code i} belongs to {@code documents.get(i)}, holds its passages field
   * by field in order, and is never empty: a document without any text has one empty passage.
   * Memory follows the length of all the documents.
   *
   * @param documents for each the texts of the fields, empty where it has none
   */
  public List<List<ChunkedPassage>> chunk(List<List<String>> documents) {
    List<DocumentText> texts =
        documents.stream().map(document -> new DocumentText(fields, document)).toList();
    List<String> joined = texts.stream().map(DocumentText::joined).toList();
    int[] tokens = size == ModelInfo.UNLIMITED ? new int[joined.size()] : counter.count(joined);
    List<DocumentText> tooLong = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] > size) {
        tooLong.add(texts.get(i));
      }
    }
    Iterator<List<ChunkedPassage>> cut = cut(tooLong).iterator();
    List<List<ChunkedPassage>> passages = new ArrayList<>(tokens.length);
    for (int i = 0; i < tokens.length; i++) {
      passages.add(tokens[i] > size ? cut.next() : List.of(texts.get(i).whole(joined.get(i))));
    }
    return passages;
  }

  private List<List<ChunkedPassage>> cut(List<DocumentText> documents) {
    int[] headings =
        counter.count(documents.stream().map(text -> text.headingToCount(size)).toList());
    Segmenter segmenter = new Segmenter();
    List<List<FieldText>> fieldsOf = new ArrayList<>(documents.size());
    for (int i = 0; i < headings.length; i++) {
      fieldsOf.add(documents.get(i).fields(size, headings[i], grain, segmenter));
    }
    List<FieldText> all = fieldsOf.stream().flatMap(List::stream).toList();
    countUnits(all);
    finish(all.stream().flatMap(field -> field.drafts(overlap).stream()).toList());
    List<List<ChunkedPassage>> passages = new ArrayList<>(documents.size());
    for (int i = 0; i < headings.length; i++) {
      List<ChunkedPassage> chunks =
          fieldsOf.get(i).stream().flatMap(field -> field.finished().stream()).toList();
      // Blanks alone may be too long for a tokenizer that counts them.
      passages.add(chunks.isEmpty() ? List.of(documents.get(i).whole("")) : chunks);
    }
    return passages;
  }

  private void countUnits(List<FieldText> fieldTexts) {
    List<FieldText> uncounted = fieldTexts;
    while (!uncounted.isEmpty()) {
      CountBatch batch = new CountBatch();
      uncounted.forEach(field -> field.ask(batch));
      batch.count(counter);
      uncounted = uncounted.stream().filter(field -> field.answer(batch)).toList();
    }
  }

  private void finish(List<Draft> drafts) {
    List<Draft> pending = drafts;
    while (!pending.isEmpty()) {
      List<String> inputs = pending.stream().map(Draft::input).toList();
      int[] tokens = counter.count(inputs);
      List<Draft> tooLong = new ArrayList<>();
      for (int i = 0; i < tokens.length; i++) {
        Draft draft = pending.get(i);
        if (tokens[i] <= size || !draft.canBeCut()) {
          draft.finish(inputs.get(i));
        } else {
          tooLong.addAll(draft.halves());
        }
      }
      pending = tooLong;
    }
  }
}
