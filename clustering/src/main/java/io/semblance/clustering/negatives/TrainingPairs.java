package io.semblance.clustering.negatives;

import io.semblance.error.SemblanceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Queries with their positives, and the corpus to look for negatives in. Equal texts are one: embed
 * {@link #queries} and {@link #corpus}, row i of each matrix being text i. Immutable.
 */
public final class TrainingPairs {
  private final List<String> queries;
  private final List<String> corpus;
  private final List<List<Integer>> positives;

  private TrainingPairs(List<String> queries, List<String> corpus, List<List<Integer>> positives) {
    this.queries = List.copyOf(queries);
    this.corpus = List.copyOf(corpus);
    this.positives = positives.stream().map(List::copyOf).toList();
  }

  /**
   * Numbers texts in the order in which they first come.
   *
   * @param queries one for each pair; a query of several pairs has several positives
   * @param positives one for each pair
   * @param corpus further passages, may be empty; the positives are added to it
   * @throws SemblanceException with code {@code INVALID_REQUEST} when there are not as many queries
   *     as positives
   */
  public static TrainingPairs of(
      List<String> queries, List<String> positives, List<String> corpus) {
    if (queries.size() != positives.size()) {
      throw SemblanceException.invalid(
          "pairs need a query and a positive each, got: "
              + queries.size()
              + " queries and "
              + positives.size()
              + " positives");
    }
    Numbers ofCorpus = new Numbers();
    corpus.forEach(ofCorpus::of);
    Numbers ofQueries = new Numbers();
    List<List<Integer>> positivesOf = new ArrayList<>();
    for (int pair = 0; pair < queries.size(); pair++) {
      int query = ofQueries.of(queries.get(pair));
      if (query == positivesOf.size()) {
        positivesOf.add(new ArrayList<>());
      }
      positivesOf.get(query).add(ofCorpus.of(positives.get(pair)));
    }
    return new TrainingPairs(ofQueries.texts, ofCorpus.texts, positivesOf);
  }

  /** Texts by the order in which they first came. */
  private static final class Numbers {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    int of(String text) {
      Integer known = numbers.putIfAbsent(text, texts.size());
      if (known != null) {
        return known;
      }
      texts.add(text);
      return texts.size() - 1;
    }
  }

  /** The different queries. */
  public List<String> queries() {
    return queries;
  }

  /** The different passages: those of the corpus, then the positives that are not among them. */
  public List<String> corpus() {
    return corpus;
  }

  /**
   * The positives of a query, as numbers in the corpus and in the order of the pairs; a pair that
   * was given twice is there twice.
   */
  public List<Integer> positives(int query) {
    return positives.get(query);
  }

  /** The most positives that a query has; 0 without queries. */
  public int maxPositives() {
    return positives.stream().mapToInt(List::size).max().orElse(0);
  }
}
