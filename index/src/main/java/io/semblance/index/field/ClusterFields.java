package io.semblance.index.field;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionSchema;
import org.apache.lucene.index.IndexReader;

/** The clusterings of one view of a collection. Safe for many threads. */
@FunctionalInterface
public interface ClusterFields {
  /** No clusterings. */
  ClusterFields NONE =
      id -> {
        throw unknown(id, "there are none");
      };

  /**
   * A clustering.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when there is none of this id
   */
  ClusterField require(String id);

  /** The error for a clustering that is not there. */
  static SemblanceException unknown(String id, String known) {
    return SemblanceException.invalid(
        "field '"
            + CollectionSchema.CLUSTERINGS
            + id
            + "' names no clustering of the collection; "
            + known);
  }

  /** Finds the clusterings of views. */
  @FunctionalInterface
  interface Of {
    ClusterFields of(IndexReader view);
  }
}
