package io.semblance.index.write;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.Term;

/**
 * What was computed of documents and is kept with them: doc values of documents, and Lucene
 * documents beside theirs. Nothing of it is a change of a document, so versions stay. It is on disk
 * when {@link #awaitDurable} returned; when the writer fails before, some of it may be. Safe for
 * many threads.
 */
public final class Attachments {
  private final CollectionWriter collection;
  private final WriterSession session;

  Attachments(CollectionWriter collection, WriterSession session) {
    this.collection = collection;
    this.session = session;
  }

  /** A number that is given once in the life of the collection, greater than all before. */
  public long nextNumber() {
    return session.nextVersion();
  }

  /**
   * Gives doc values to a document, in place of those of the same names.
   *
   * @param version that they were computed of
   * @return false when the document was changed or deleted since; then nothing happens
   */
  public boolean mark(String id, long version, Field... values) throws IOException {
    return collection.mark(session, id, version, values);
  }

  /** Puts a Lucene document in place of those that have a term. */
  public void replace(Term key, Document document) throws IOException {
    session.replace(key, document);
  }

  /** Removes the Lucene documents that have a term. */
  public void delete(Term key) throws IOException {
    session.delete(key);
  }

  /** Returns when everything up to here is on disk. */
  public void awaitDurable() throws IOException {
    session.awaitDurable();
  }
}
