package io.semblance.index;

import io.semblance.index.block.StoredDocument;
import io.semblance.index.life.LiveDocuments;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/** What two models are asked when they are compared. */
final class OverlapQueries {
  private static final int MAX_CHARACTERS = 300;

  private OverlapQueries() {}

  /**
   * A query.
   *
   * @param without id of the document that it is from, which every model finds; null for none
   */
  record Query(String text, @Nullable String without) {}

  static List<Query> given(List<String> texts) {
    return texts.stream().map(text -> new Query(text, null)).toList();
  }

  /** First sentences of documents drawn by chance, of the last text field that has any. */
  static List<Query> sampled(IndexReader reader, CollectionSchema schema, int count, long seed)
      throws IOException {
    List<Query> queries = new ArrayList<>();
    for (StoredDocument document : sample(reader, count, seed)) {
      SourceDocument source = document.source(schema);
      String sentence = "";
      for (String field : schema.textFields()) {
        String text = source.text(field).strip();
        sentence = text.isEmpty() ? sentence : firstSentence(text);
      }
      if (!sentence.isEmpty()) {
        queries.add(new Query(sentence, source.id()));
      }
    }
    return queries;
  }

  /** Documents drawn by chance, each equally likely, none twice. */
  static List<StoredDocument> sample(IndexReader reader, int count, long seed) {
    Random random = new Random(seed);
    List<StoredDocument> sample = new ArrayList<>(count);
    Iterator<StoredDocument> documents = new LiveDocuments(reader);
    for (int seen = 1; documents.hasNext(); seen++) {
      StoredDocument document = documents.next();
      if (sample.size() < count) {
        sample.add(document);
      } else {
        int place = random.nextInt(seen);
        if (place < count) {
          sample.set(place, document);
        }
      }
    }
    return sample;
  }

  private static String firstSentence(String text) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text);
    int end = sentences.next();
    String sentence = end == BreakIterator.DONE ? text : text.substring(0, end).strip();
    return sentence.length() <= MAX_CHARACTERS ? sentence : sentence.substring(0, MAX_CHARACTERS);
  }
}
