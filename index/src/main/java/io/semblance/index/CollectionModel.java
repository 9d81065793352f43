package io.semblance.index;

import io.semblance.encoder.ModelInfo;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Similarity;

/**
 * The model whose vectors a collection holds.
 *
 * @param id the model's name
 * @param source what loads the model: its built-in name, its folder, or its id on the hub with the
 *     commit
 * @param fingerprint SHA-256 of the model's files
 * @param dimension length of the vectors
 * @param similarity how vectors are compared
 */
public record CollectionModel(
    String id, String source, String fingerprint, int dimension, Similarity similarity) {
  private static final int SHOWN_DIGITS = 12;

  static CollectionModel of(ModelInfo model) {
    return new CollectionModel(
        model.id(), model.source(), model.fingerprint(), model.dimension(), model.similarity());
  }

  /** Refuses a model other than this one. */
  void require(ModelInfo other, String collection) {
    if (dimension != other.dimension()) {
      throw conflict(
          "dimension mismatch: collection '%s' has %s, model '%s' gives %s"
              .formatted(collection, dimension, other.id(), other.dimension()));
    }
    if (!fingerprint.equals(other.fingerprint())) {
      throw conflict(
          "collection '%s' holds vectors of model '%s' (fingerprint %s), not of '%s' (fingerprint %s)"
              .formatted(
                  collection,
                  id,
                  abbreviated(fingerprint),
                  other.id(),
                  abbreviated(other.fingerprint())));
    }
  }

  private static String abbreviated(String fingerprint) {
    return fingerprint.substring(0, Math.min(SHOWN_DIGITS, fingerprint.length()));
  }

  private static SemblanceException conflict(String message) {
    return new SemblanceException(ErrorCode.CONFLICT, message);
  }
}
