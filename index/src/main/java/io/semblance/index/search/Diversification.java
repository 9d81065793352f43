package io.semblance.index.search;

import io.semblance.index.SearchMode;
import io.semblance.index.block.EncodedPassage;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.rank.MaximalMarginalRelevance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Moves documents apart that resemble each other. */
final class Diversification {
  /** How much of a ranking is reordered; the rest stays as it is. */
  private static final int MOST = 1000;

  private final SearchContext context;

  Diversification(SearchContext context) {
    this.context = context;
  }

  List<RankedDocument> reorder(List<RankedDocument> ranked) throws IOException {
    double diversity = context.request().ranking().diversity();
    if (diversity == 0 || ranked.size() < 2) {
      return ranked;
    }
    List<RankedDocument> head = ranked.subList(0, Math.min(MOST, ranked.size()));
    int[] order =
        MaximalMarginalRelevance.order(
            relevance(head),
            vectors(head),
            context.manifest().model().similarity(),
            diversity,
            head.size());
    List<RankedDocument> reordered = new ArrayList<>(ranked.size());
    for (int i : order) {
      reordered.add(head.get(i));
    }
    reordered.addAll(ranked.subList(head.size(), ranked.size()));
    return reordered;
  }

  /** On the scale of similarities: other scores as shares of the best. */
  private double[] relevance(List<RankedDocument> ranked) {
    double best = context.request().mode() == SearchMode.DENSE ? 1 : ranked.get(0).score();
    return ranked.stream()
        .mapToDouble(document -> best > 0 ? document.score() / best : document.score())
        .toArray();
  }

  private float[][] vectors(List<RankedDocument> ranked) throws IOException {
    float[][] vectors = new float[ranked.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = closestPassage(context.document(ranked.get(i).ordinal()));
    }
    return vectors;
  }

  /** Of the passage that was found, the first one in a search by words; zero without passages. */
  private float[] closestPassage(StoredDocument document) throws IOException {
    List<EncodedPassage> passages = document.passages(context.schema());
    if (passages.isEmpty()) {
      return new float[context.manifest().model().dimension()];
    }
    List<Double> scores = new PassageScores(context).of(document);
    int best = 0;
    for (int i = 1; i < scores.size(); i++) {
      best = scores.get(i) > scores.get(best) ? i : best;
    }
    return passages.get(best).vector();
  }
}
