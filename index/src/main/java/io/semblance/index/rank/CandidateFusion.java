package io.semblance.index.rank;

import io.semblance.index.Fusion;
import io.semblance.index.rank.FusedCandidate.Place;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes one list of two. See {@link Fusion} for the formulas. */
public final class CandidateFusion {
  private static final Comparator<FusedCandidate> BEST_FIRST =
      Comparator.comparingDouble(FusedCandidate::score)
          .reversed()
          .thenComparingInt(FusedCandidate::ordinal);

  private CandidateFusion() {}

  /**
   * Fuses two lists.
   *
   * @param dense found by meaning, best first, each document once
   * @param lexical found by words, best first, each document once
   * @return each document of either list once, best first, then by ordinal
   */
  public static List<FusedCandidate> fuse(
      Fusion fusion, List<Candidate> dense, List<Candidate> lexical) {
    Component byMeaning = component(fusion, fusion.weights().dense(), dense);
    Component byWords = component(fusion, fusion.weights().lexical(), lexical);
    TreeSet<Integer> ordinals = new TreeSet<>(byMeaning.places.keySet());
    ordinals.addAll(byWords.places.keySet());
    return ordinals.stream()
        .map(ordinal -> fused(ordinal, byMeaning, byWords))
        .sorted(BEST_FIRST)
        .toList();
  }

  private static FusedCandidate fused(int ordinal, Component dense, Component lexical) {
    Place byMeaning = dense.place(ordinal);
    Place byWords = lexical.place(ordinal);
    return new FusedCandidate(ordinal, share(byMeaning) + share(byWords), byMeaning, byWords);
  }

  private static double share(@Nullable Place place) {
    return place == null ? 0 : place.share();
  }

  private static Component component(Fusion fusion, double weight, List<Candidate> candidates) {
    Map<Integer, Place> places = places(candidates);
    return switch (fusion) {
      case Fusion.ReciprocalRank reciprocal ->
          new Component(places, place -> weight / (reciprocal.k() + place.rank()));
      case Fusion.Linear linear -> new Component(places, linear(weight, candidates));
    };
  }

  private static Map<Integer, Place> places(List<Candidate> candidates) {
    Map<Integer, Place> places = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      Place place = new Place(places.size() + 1, candidate.score(), 0);
      if (places.put(candidate.ordinal(), place) != null) {
        throw new IllegalArgumentException(
            "a list must hold a document once, got twice: " + candidate.ordinal());
      }
    }
    return places;
  }

  private static Share linear(double weight, List<Candidate> candidates) {
    double least = candidates.stream().mapToDouble(Candidate::score).min().orElse(0);
    double greatest = candidates.stream().mapToDouble(Candidate::score).max().orElse(0);
    if (least == greatest) {
      return place -> weight;
    }
    double width = greatest / 2 - least / 2; // halved, since the whole may overflow
    return place -> weight * ((place.score() / 2 - least / 2) / width);
  }

  /** What a place in one component's list adds to the fused score. */
  private interface Share {
    double of(Place place);
  }

  private record Component(Map<Integer, Place> places, Share share) {
    @Nullable Place place(int ordinal) {
      Place place = places.get(ordinal);
      return place == null ? null : new Place(place.rank(), place.score(), share.of(place));
    }
  }
}
