package io.semblance.index.search;

import io.semblance.index.Scan;
import io.semblance.index.rank.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Finds documents by meaning. */
final class DenseCandidates {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::ordinal);

  private final SearchContext context;
  private final @Nullable Query filter;
  private final Scan scan;

  DenseCandidates(SearchContext context, @Nullable Query filter, Scan scan) {
    this.context = context;
    this.filter = filter;
    this.scan = scan;
  }

  /** The closest documents, best first. */
  List<Candidate> top(int count) throws IOException {
    return switch (context.wanted()) {
      case Wanted.Nothing nothing -> List.of();
      case Wanted.Near near -> near(near.vector(), count);
      case Wanted.Alike alike -> alike(alike, count);
    };
  }

  private List<Candidate> near(float[] vector, int count) throws IOException {
    return new DenseSearch(context, vector, filter)
        .top(count, scan, context.request().depth().efSearch());
  }

  /** The neighbours of every example, ranked by all examples together. */
  private List<Candidate> alike(Wanted.Alike alike, int count) throws IOException {
    TreeSet<Integer> ordinals = new TreeSet<>();
    for (float[] probe : alike.probes()) {
      near(probe, count).forEach(candidate -> ordinals.add(candidate.ordinal()));
    }
    PassageScores scores = new PassageScores(context);
    List<Candidate> candidates = new ArrayList<>();
    for (int ordinal : ordinals) {
      Double score = scores.best(context.document(ordinal));
      if (score != null) {
        candidates.add(new Candidate(ordinal, score));
      }
    }
    candidates.sort(BEST_FIRST);
    return candidates.subList(0, Math.min(count, candidates.size()));
  }
}
