package io.semblance.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Compares a query with the vectors of one segment, all of them: exact, and for some ten thousand
 * vectors as quick as memory can be read. Each different vector is compared once, where the mapped
 * file has it, whatever the field's precision in the graph. Segments in Lucene's own formats can be
 * scanned too. One scan is for one thread; scans of one segment may run side by side.
 */
public final class VectorScan {
  // Scores of a block stay in the first-level cache.
  private static final int ROWS_OF_BLOCK = 2048;
  // Below this share of the vectors single rows are read instead of all.
  private static final int NARROW = 8;

  private final FloatVectorValues rows;
  private final FloatVectorValues documents;
  private final @Nullable DocumentMapping mapping;
  private final VectorRows scorer;
  private final HitConsumer hits;

  /** Takes the documents of a scan and their similarity to the query. */
  @FunctionalInterface
  public interface HitConsumer {
    /**
     * Takes one document.
     *
     * @param document its number in the segment
     * @param similarity raw: dot product, cosine, or minus the distance, by the field's function
     */
    void accept(int document, float similarity);

    /** Documents below this similarity are not wanted; asked for again after each that was. */
    default float atLeast() {
      return Float.NEGATIVE_INFINITY;
    }
  }

  private VectorScan(
      FloatVectorValues rows,
      FloatVectorValues documents,
      @Nullable DocumentMapping mapping,
      VectorRows scorer,
      HitConsumer hits) {
    this.rows = rows;
    this.documents = documents;
    this.mapping = mapping;
    this.scorer = scorer;
    this.hits = hits;
  }

  /**
   * Scans a segment. Documents come in no particular order, each once.
   *
   * @param query of the field's dimension, prepared as the stored vectors are
   * @param accepted which documents to tell of; where few are, only theirs are compared
   * @return how many comparisons were made; 0 where the segment has no such field
   */
  public static int scan(
      LeafReader segment, String field, float[] query, AcceptDocs accepted, HitConsumer hits)
      throws IOException {
    FloatVectorValues documents = segment.getFloatVectorValues(field);
    if (documents == null || documents.size() == 0) {
      return 0;
    }
    DocumentVectorValues shared = documents instanceof DocumentVectorValues values ? values : null;
    FloatVectorValues rows = shared == null ? documents : shared.unique();
    FieldSimilarity similarity =
        FieldSimilarity.of(segment.getFieldInfos().fieldInfo(field).getVectorSimilarityFunction());
    VectorRows scorer = new VectorRows(rows, similarity.similarity(), query);
    DocumentMapping mapping = shared == null ? null : shared.mapping();
    return new VectorScan(rows, documents, mapping, scorer, hits).run(accepted);
  }

  private int run(AcceptDocs accepted) throws IOException {
    return accepted.cost() < rows.size() / NARROW
        ? scanAccepted(accepted.iterator())
        : scanAll(accepted.bits());
  }

  private int scanAccepted(DocIdSetIterator accepted) throws IOException {
    int comparisons = 0;
    DocIndexIterator withVector = documents.iterator();
    for (int document = accepted.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = accepted.nextDoc()) {
      if (withVector.docID() < document) {
        withVector.advance(document);
      }
      if (withVector.docID() == document) {
        offer(document, scorer.score(rowOf(withVector.index())));
        comparisons++;
      }
    }
    return comparisons;
  }

  private int rowOf(int index) {
    return mapping == null ? index : mapping.vectorOf(index);
  }

  private void offer(int document, float similarity) {
    if (similarity >= hits.atLeast()) {
      hits.accept(document, similarity);
    }
  }

  private int scanAll(@Nullable Bits accepted) throws IOException {
    float[] scores = new float[Math.min(ROWS_OF_BLOCK, rows.size())];
    for (int first = 0; first < rows.size(); first += scores.length) {
      if (rows.size() - first < scores.length) {
        scores = new float[rows.size() - first];
      }
      scorer.score(first, scores);
      tellOf(first, scores, accepted);
    }
    return rows.size();
  }

  private void tellOf(int first, float[] scores, @Nullable Bits accepted) {
    float atLeast = hits.atLeast();
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= atLeast) {
        tellOfDocuments(first + i, scores[i], accepted);
        atLeast = hits.atLeast();
      }
    }
  }

  private void tellOfDocuments(int row, float similarity, @Nullable Bits accepted) {
    if (mapping == null) {
      tellOfDocument(documents.ordToDoc(row), similarity, accepted);
      return;
    }
    for (int at = mapping.firstCopy(row), end = mapping.endOfCopies(row); at < end; at++) {
      tellOfDocument(mapping.documentOf(mapping.copy(at)), similarity, accepted);
    }
  }

  private void tellOfDocument(int document, float similarity, @Nullable Bits accepted) {
    if (accepted == null || accepted.get(document)) {
      offer(document, similarity);
    }
  }
}
