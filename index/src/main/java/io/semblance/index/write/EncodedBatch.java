package io.semblance.index.write;

import io.semblance.index.block.EncodedDocument;
import java.util.List;

/**
 * Documents with their vectors.
 *
 * @param documents in the order given
 * @param work what it took
 */
record EncodedBatch(List<EncodedDocument> documents, EncodingWork work) {
  EncodedBatch {
    documents = List.copyOf(documents);
  }
}
