package io.semblance.index.field;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;

/** Names of the Lucene fields of a document's parent that filters and facets read. */
public final class FieldNames {
  /** The document's id: an indexed term and binary doc values. */
  public static final String ID = "_id";

  /** What a Lucene document is: an indexed term. */
  public static final String KIND = "_kind";

  /** The {@link #KIND} of a parent, of which each document has one. */
  public static final String DOCUMENT = "document";

  /** The {@link #KIND} of what tells about a clustering. */
  public static final String CLUSTERING = "clustering";

  private FieldNames() {}

  /** The Lucene field of a declared field. */
  public static String metadata(String name) {
    return "f." + name;
  }

  /** A query for all parents. */
  public static TermQuery documents() {
    return new TermQuery(new Term(KIND, DOCUMENT));
  }
}
