package io.semblance.index.life;

import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.GivenPassage;
import io.semblance.index.SourceDocument;
import io.semblance.index.block.Digest;
import io.semblance.index.block.EncodedDocument;
import io.semblance.index.block.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/**
 * The changes that give one collection the documents of another: what is missing or different, then
 * what has to go. Passages that owners cut are part of a document; vectors that they gave belong to
 * one model and are neither compared nor taken over. One thread at a time.
 */
public final class CollectionDifference implements Iterator<Change> {
  private final IndexReader target;
  private final CollectionSchema schema;
  private final LongConsumer scanned;
  private final IndexReader source;
  private final Iterator<StoredDocument> wanted;
  private final Iterator<StoredDocument> present;
  private long count;
  private @Nullable Change next;

  /**
   * Begins to compare.
   *
   * @param schema of both, as far as texts and declared fields go
   * @param scanned told how many documents of the source were looked at
   */
  public CollectionDifference(
      IndexReader source, IndexReader target, CollectionSchema schema, LongConsumer scanned) {
    this.source = source;
    this.target = target;
    this.schema = schema;
    this.scanned = scanned;
    this.wanted = new LiveDocuments(source);
    this.present = new LiveDocuments(target);
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Change next() {
    Change change = next;
    if (change == null) {
      throw new NoSuchElementException();
    }
    advance();
    return change;
  }

  private void advance() {
    try {
      next = find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Change find() throws IOException {
    while (wanted.hasNext()) {
      StoredDocument document = wanted.next();
      StoredDocument other = StoredDocument.find(target, document.id());
      scanned.accept(++count);
      if (other == null || !isSame(document, other)) {
        return new Change.Upsert(withoutVectors(document.source(schema)));
      }
    }
    while (present.hasNext()) {
      String id = present.next().id();
      if (StoredDocument.find(source, id) == null) {
        return new Change.Delete(id);
      }
    }
    return null;
  }

  private boolean isSame(StoredDocument one, StoredDocument other) throws IOException {
    return one.contents().equals(other.contents())
        || contentsWithoutVectors(one).equals(contentsWithoutVectors(other));
  }

  private Digest contentsWithoutVectors(StoredDocument document) throws IOException {
    return EncodedDocument.unencoded(withoutVectors(document.source(schema)), schema).contents();
  }

  private static SourceDocument withoutVectors(SourceDocument document) {
    List<GivenPassage> passages =
        document.passages().stream().map(given -> new GivenPassage(given.passage(), null)).toList();
    return new SourceDocument(document.id(), document.fields(), passages);
  }
}
