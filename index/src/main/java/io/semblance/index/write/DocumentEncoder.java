package io.semblance.index.write;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.TokenCount;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.block.EncodedDocument;
import io.semblance.index.block.EncodedPassage;
import io.semblance.index.block.VectorFunction;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts documents into passages and encodes them, all of a batch at once, equal texts once. Safe for
 * many threads.
 */
final class DocumentEncoder {
  private final SentenceEncoder encoder;
  private final PassageCutter cutter;
  private final VectorFunction function;

  DocumentEncoder(SentenceEncoder encoder, PassageCutter cutter, VectorFunction function) {
    this.encoder = encoder;
    this.cutter = cutter;
    this.function = function;
  }

  /**
   * Adds passages with their vectors to documents that have none. A passage whose vector is zero,
   * as static models give it to words that they do not know, is left out: it is near to nothing.
   *
   * @param progress told how many documents are encoded
   */
  EncodedBatch encode(List<EncodedDocument> documents, Progress progress) {
    if (documents.isEmpty()) {
      return new EncodedBatch(List.of(), EncodingWork.NONE);
    }
    List<List<PassageInput>> cut =
        cutter.cut(documents.stream().map(EncodedDocument::document).toList());
    Map<String, Integer> rows = distinctTexts(cut);
    try (Embeddings embeddings =
        encoder.encode(
            List.copyOf(rows.keySet()),
            InputType.DOCUMENT,
            new Share(progress, documents.size(), rows.size()))) {
      List<EncodedDocument> encoded = new ArrayList<>(documents.size());
      for (int i = 0; i < documents.size(); i++) {
        encoded.add(documents.get(i).withPassages(vectors(cut.get(i), rows, embeddings.vectors())));
      }
      return new EncodedBatch(encoded, work(embeddings));
    }
  }

  private static EncodingWork work(Embeddings embeddings) {
    return new EncodingWork(
        embeddings.tokenCounts().size(),
        embeddings.tokenCounts().stream().mapToLong(TokenCount::tokens).sum(),
        embeddings.truncatedTexts());
  }

  /** Tells of encoded texts as a share of the documents. */
  private record Share(Progress documents, int count, int texts) implements Progress {
    @Override
    public void advancedTo(long done) {
      documents.advancedTo(count * done / texts);
    }

    @Override
    public boolean isCancelled() {
      return documents.isCancelled();
    }
  }

  private static Map<String, Integer> distinctTexts(List<List<PassageInput>> cut) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (List<PassageInput> passages : cut) {
      for (PassageInput passage : passages) {
        if (passage.vector() == null) {
          rows.putIfAbsent(passage.text(), rows.size());
        }
      }
    }
    return rows;
  }

  private List<EncodedPassage> vectors(
      List<PassageInput> passages, Map<String, Integer> rows, EmbeddingMatrix encoded) {
    List<EncodedPassage> result = new ArrayList<>(passages.size());
    for (PassageInput passage : passages) {
      float[] given = passage.vector();
      float[] vector =
          given == null ? encoded.copyRow(rows.getOrDefault(passage.text(), -1)) : given;
      if (!Vectors.isFinite(vector)) {
        throw new SemblanceException(
            ErrorCode.MODEL_FAILURE,
            "model '" + encoder.model().id() + "' gave a vector that is not finite");
      }
      if (Vectors.norm(vector) > 0) {
        result.add(new EncodedPassage(passage.passage(), function.prepare(vector)));
      }
    }
    return result;
  }
}
