package io.semblance.clustering.topics;

import io.semblance.vectors.Scored;
import io.semblance.vectors.TopK;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses keywords that do not repeat each other. Terms are taken by falling weight; one that
 * shares a word with a chosen one is passed over. But a phrase takes the place of its own single
 * word when it holds at least half of that word's occurrences in the class: then the word is hardly
 * used outside the phrase, and the phrase says more.
 *
 * <p>Words count as shared when they are equal, or when one begins with the other, has at least
 * four letters in common with it and at most three more.
 */
final class KeywordChoice {
  /** So many candidates are weighed for each keyword; the rest would hardly be chosen. */
  private static final int CANDIDATES_OF_KEYWORD = 20;

  private static final int MIN_STEM = 4;
  private static final int MAX_ENDING = 3;

  private final ClassTerms terms;
  private final TermVector counts;
  private final double[] weights;
  private final int wanted;
  private final List<Candidate> chosen = new ArrayList<>();

  /** A term that may be a keyword; {@code place} is its place in the vector of counts. */
  private record Candidate(int place, double score, String[] words) {
    Candidate scored(double other) {
      return new Candidate(place, other, words);
    }
  }

  KeywordChoice(ClassTerms terms, TermVector counts, KeywordOptions options) {
    this.terms = terms;
    this.counts = counts;
    this.weights = terms.weights(counts, options.weighting());
    this.wanted = options.count();
  }

  List<Keyword> keywords() {
    List<Candidate> candidates = candidates();
    for (Candidate candidate : candidates) {
      consider(candidate);
    }
    return chosen.stream()
        .limit(wanted)
        .map(choice -> new Keyword(terms.written(counts.term(choice.place())), choice.score()))
        .toList();
  }

  private List<Candidate> candidates() {
    if (wanted == 0) {
      return List.of();
    }
    TopK best = new TopK(wanted * CANDIDATES_OF_KEYWORD);
    for (int place = 0; place < weights.length; place++) {
      if (weights[place] > 0) {
        best.offer(place, (float) weights[place]);
      }
    }
    return best.best().stream().map(Scored::ordinal).map(this::candidate).toList();
  }

  private Candidate candidate(int place) {
    return new Candidate(place, weights[place], words(place));
  }

  private String[] words(int place) {
    return terms.term(counts.term(place)).split(" ", -1);
  }

  private void consider(Candidate candidate) {
    List<Candidate> similar = chosen.stream().filter(other -> share(candidate, other)).toList();
    if (similar.isEmpty()) {
      chosen.add(candidate);
    } else if (similar.size() == 1 && replaces(candidate, similar.get(0))) {
      chosen.set(chosen.indexOf(similar.get(0)), candidate.scored(similar.get(0).score()));
    }
  }

  private boolean replaces(Candidate phrase, Candidate word) {
    return phrase.words().length > 1
        && word.words().length == 1
        && 2L * counts.count(phrase.place()) >= counts.count(word.place());
  }

  private static boolean share(Candidate one, Candidate other) {
    for (String word : one.words()) {
      for (String otherWord : other.words()) {
        if (same(word, otherWord)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean same(String one, String other) {
    String shorter = one.length() <= other.length() ? one : other;
    String longer = one.length() <= other.length() ? other : one;
    return shorter.equals(longer)
        || (shorter.length() >= MIN_STEM
            && longer.length() - shorter.length() <= MAX_ENDING
            && longer.startsWith(shorter));
  }
}
