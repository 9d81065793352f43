package io.semblance.index.lucene;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import java.util.List;
import org.apache.lucene.search.FullPrecisionFloatVectorSimilarityValuesSource;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Makes Lucene queries of texts. A query matches the k documents whose vectors are closest to the
 * text's and composes with any other. Immutable and safe for many threads.
 *
 * <p>Scores are Lucene's; {@link #similarity(float)} gives the cosine, dot product or distance
 * back. A query searches when it is rewritten, and again in each clause that it is put in: rewrite
 * it once where it is used twice.
 */
public final class SemanticQueries {
  /** Candidates of the graph walk for up to 25 hits. */
  public static final int DEFAULT_EF = 100;

  // Filters that let fewer than this percentage pass are applied while the graph is walked.
  private static final KnnSearchStrategy STRATEGY = new KnnSearchStrategy.Hnsw(60);
  private static final int MAX_EF = 10_000;

  private final EncodedField field;
  private final int ef;
  private final int oversample;

  /**
   * Queries of a field of full vectors.
   *
   * @param encoder the one that the field was written with; stays the caller's, who closes it
   * @param field name of the vector field
   * @throws SemblanceException {@code INVALID_REQUEST} when Lucene has no such similarity
   */
  public SemanticQueries(SentenceEncoder encoder, String field) {
    this(EncodedField.of(encoder, field), DEFAULT_EF, 1);
  }

  private SemanticQueries(EncodedField field, int ef, int oversample) {
    if (ef < 1 || ef > MAX_EF) {
      throw SemblanceException.invalid("ef must be between 1 and " + MAX_EF + ", got: " + ef);
    }
    if (oversample < 1 || oversample > 100) {
      throw SemblanceException.invalid("oversample must be between 1 and 100, got: " + oversample);
    }
    this.field = field;
    this.ef = ef;
    this.oversample = oversample;
  }

  /**
   * With at least this many candidates in the walk of the graph: more finds more and takes longer.
   *
   * @param candidates 1 to 10,000; {@value #DEFAULT_EF} otherwise, and never fewer than 4 k
   */
  public SemanticQueries withEf(int candidates) {
    return new SemanticQueries(field, candidates, oversample);
  }

  /**
   * For a quantized field: takes this many times k candidates and ranks them by their full vectors.
   *
   * @param times 1 to 100; 2 suits 8 bits, 3 suits 4, 5 to 10 suit 1
   */
  public SemanticQueries withRescoring(int times) {
    return new SemanticQueries(field, ef, times);
  }

  /** The k documents closest to the text. */
  public Query nearest(String text, int k) {
    return nearest(text, k, null);
  }

  /**
   * The k documents closest to the text among those that {@code filter} matches.
   *
   * @param k at least 1, times the oversampling at most 10,000
   * @param filter null for all documents
   */
  public Query nearest(String text, int k, @Nullable Query filter) {
    if (text.isBlank()) {
      return new MatchNoDocsQuery("blank text");
    }
    return nearest(field.vectors(List.of(text), InputType.QUERY)[0], k, filter);
  }

  /**
   * The k documents closest to a vector.
   *
   * @param vector of the encoder's dimension, and of unit length where it compares by cosine
   */
  public Query nearest(float[] vector, int k, @Nullable Query filter) {
    int candidates = candidates(k);
    Query walk = new KnnFloatVectorQuery(field.name(), vector, candidates, filter, STRATEGY);
    return candidates == k && oversample == 1
        ? walk
        : new RescoreTopNQuery(walk, fullVectors(vector), k);
  }

  private int candidates(int k) {
    long wanted = (long) k * oversample;
    if (k < 1 || wanted > MAX_EF) {
      throw SemblanceException.invalid(
          "k must be between 1 and " + MAX_EF / oversample + ", got: " + k);
    }
    return (int) Math.max(wanted, Math.min(MAX_EF, Math.max(ef, 4L * k)));
  }

  // Lucene's own factory of this query leaves the function out, and toString then fails.
  private FullPrecisionFloatVectorSimilarityValuesSource fullVectors(float[] vector) {
    return new FullPrecisionFloatVectorSimilarityValuesSource(
        vector, field.name(), field.function());
  }

  /** The raw similarity (cosine, dot product, minus the distance) behind a score of Lucene. */
  public double similarity(float score) {
    return FieldSimilarity.of(field.function()).fromLuceneScore(score);
  }
}
