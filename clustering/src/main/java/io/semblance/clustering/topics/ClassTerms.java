package io.semblance.clustering.topics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;

/**
 * How often each term is in each class, and how telling it is of it. Immutable, safe for many
 * threads.
 */
public final class ClassTerms {
  private final String[] terms;
  private final String[] written;
  private final TermVector[] classes;
  private final EnumMap<TermWeighting, double[]> rarities = new EnumMap<>(TermWeighting.class);

  private ClassTerms(
      String[] terms, String[] written, long[] frequencies, TermVector[] classes, double average) {
    this.terms = terms;
    this.written = written;
    this.classes = classes;
    for (TermWeighting weighting : TermWeighting.values()) {
      rarities.put(
          weighting,
          Arrays.stream(frequencies).mapToDouble(f -> weighting.rarity(f, average)).toArray());
    }
  }

  static ClassTerms of(int classes, List<TermCounts.Entry> entries) {
    String[] terms = new String[entries.size()];
    String[] written = new String[entries.size()];
    long[] frequencies = new long[entries.size()];
    TermVector.Builder[] builders = new TermVector.Builder[classes];
    Arrays.setAll(builders, inClass -> new TermVector.Builder());
    for (int term = 0; term < terms.length; term++) {
      TermCounts.Entry entry = entries.get(term);
      terms[term] = entry.term;
      written[term] = entry.written();
      for (int i = 0; i < entry.classes(); i++) {
        builders[entry.inClass(i)].add(term, entry.countOf(i));
        frequencies[term] += entry.countOf(i);
      }
    }
    TermVector[] vectors =
        Arrays.stream(builders).map(TermVector.Builder::build).toArray(TermVector[]::new);
    double average = Arrays.stream(vectors).mapToLong(TermVector::sum).average().orElse(0);
    return new ClassTerms(terms, written, frequencies, vectors, average);
  }

  /** How many different terms there are. */
  public int size() {
    return terms.length;
  }

  /**
   * The most telling terms of a class, see {@link KeywordChoice} for which of similar ones are left
   * out.
   */
  public List<Keyword> keywords(int inClass, KeywordOptions options) {
    return keywords(classes[inClass], options);
  }

  List<Keyword> keywords(TermVector counts, KeywordOptions options) {
    return new KeywordChoice(this, counts, options).keywords();
  }

  TermVector counts(int inClass) {
    return classes[inClass];
  }

  /** The weight of each term of a class or of joined classes, by its place in the vector. */
  double[] weights(TermVector counts, TermWeighting weighting) {
    double[] rarity = Objects.requireNonNull(rarities.get(weighting));
    double[] weights = new double[counts.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weighting.frequency(counts.count(i), counts.sum()) * rarity[counts.term(i)];
    }
    return weights;
  }

  String term(int number) {
    return terms[number];
  }

  String written(int number) {
    return written[number];
  }
}
