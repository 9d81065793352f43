package io.semblance.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.IOSupplier;

/** The vectors of a segment's documents, where several documents may share one. */
final class DocumentVectorValues extends FloatVectorValues {
  private final FloatVectorValues unique;
  private final IOSupplier<DocumentMapping> mappings;
  private final VectorSimilarityFunction function;
  private final DocumentMapping mapping;

  DocumentVectorValues(
      FloatVectorValues unique,
      IOSupplier<DocumentMapping> mappings,
      VectorSimilarityFunction function)
      throws IOException {
    this.unique = unique;
    this.mappings = mappings;
    this.function = function;
    this.mapping = mappings.get();
  }

  /** Each different vector once, by the ordinals of {@link #mapping()}. */
  FloatVectorValues unique() {
    return unique;
  }

  DocumentMapping mapping() {
    return mapping;
  }

  @Override
  public int dimension() {
    return unique.dimension();
  }

  @Override
  public int size() {
    return mapping.documents();
  }

  @Override
  public float[] vectorValue(int index) throws IOException {
    return unique.vectorValue(mapping.vectorOf(index));
  }

  @Override
  public int ordToDoc(int index) {
    return mapping.documentOf(index);
  }

  @Override
  public void prefetch(int[] indexes, int count) throws IOException {
    int[] vectors = new int[count];
    for (int i = 0; i < count; i++) {
      vectors[i] = mapping.vectorOf(indexes[i]);
    }
    unique.prefetch(vectors, count);
  }

  @Override
  public FloatVectorValues copy() throws IOException {
    return new DocumentVectorValues(unique.copy(), mappings, function);
  }

  @Override
  public DocIndexIterator iterator() {
    try {
      return mapping.documents() == 0 || mapping.isDense()
          ? createDenseIterator()
          : mapping.sparseDocuments();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public VectorScorer scorer(float[] query) throws IOException {
    return rescorer(query);
  }

  @Override
  public VectorScorer rescorer(float[] query) throws IOException {
    DocumentVectorValues values = new DocumentVectorValues(unique.copy(), mappings, function);
    FieldSimilarity similarity = FieldSimilarity.of(function);
    VectorRows rows = new VectorRows(values.unique, similarity.similarity(), query);
    return new DocumentScorer(values.iterator(), values.mapping, rows, similarity);
  }
}
