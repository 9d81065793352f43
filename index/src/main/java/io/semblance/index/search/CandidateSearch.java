package io.semblance.index.search;

import io.semblance.index.Explanation.Contribution;
import io.semblance.index.MinScores;
import io.semblance.index.Scan;
import io.semblance.index.ScoreParts;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult.Total;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.rank.Candidate;
import io.semblance.index.rank.CandidateFusion;
import io.semblance.index.rank.FusedCandidate;
import io.semblance.index.rank.FusedCandidate.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Finds the documents of a ranking and puts them in order. */
final class CandidateSearch {
  private static final Comparator<RankedDocument> BEST_FIRST =
      Comparator.comparingDouble(RankedDocument::score)
          .reversed()
          .thenComparing(RankedDocument::id);

  private final SearchContext context;
  private final SearchRequest request;
  private final int depth;
  private final @Nullable Query filter;
  private final PassageScores scores;

  /**
   * Prepares a search.
   *
   * @param depth how many documents each component finds
   */
  CandidateSearch(SearchContext context, int depth) {
    this.context = context;
    this.request = context.request();
    this.depth = depth;
    this.filter = context.filter();
    this.scores = new PassageScores(context);
  }

  CandidateList run() throws IOException {
    Scan scan = DenseSearch.resolve(request.depth().scan(), context.vectors());
    List<Candidate> dense = new DenseCandidates(context, filter, scan).top(depth);
    LexicalSearch words = words();
    LexicalSearch.Found lexical = words == null ? LexicalSearch.NOTHING : words.top(depth);
    List<RankedDocument> ranked = new ArrayList<>();
    for (FusedCandidate candidate :
        CandidateFusion.fuse(request.ranking().fusion(), dense, lexical.top())) {
      RankedDocument document = ranked(candidate);
      if (reaches(document.parts())) {
        ranked.add(document);
      }
    }
    ranked.sort(BEST_FIRST);
    List<RankedDocument> ordered = new Diversification(context).reorder(ranked);
    return new CandidateList(
        ordered, total(ordered.size(), dense, lexical, scan), scan, counted(words));
  }

  private @Nullable LexicalSearch words() {
    return request.mode() != SearchMode.DENSE && request.input() instanceof SearchInput.Text text
        ? new LexicalSearch(context.searcher(), context.analyzer(), text.text(), filter)
        : null;
  }

  private RankedDocument ranked(FusedCandidate candidate) throws IOException {
    StoredDocument document = context.document(candidate.ordinal());
    Place dense = candidate.dense();
    Place lexical = candidate.lexical();
    ScoreParts parts =
        new ScoreParts(
            dense == null ? scores.best(document) : Double.valueOf(dense.score()),
            dense == null ? null : dense.rank(),
            lexical == null ? null : lexical.score(),
            lexical == null ? null : lexical.rank(),
            request.mode() == SearchMode.HYBRID ? candidate.score() : null);
    return new RankedDocument(
        candidate.ordinal(), document.id(), score(parts), parts, contributions(dense, lexical));
  }

  private double score(ScoreParts parts) {
    Double score =
        switch (request.mode()) {
          case DENSE -> parts.similarity();
          case LEXICAL -> parts.bm25();
          case HYBRID -> parts.fused();
        };
    return score == null ? 0 : score;
  }

  private List<Contribution> contributions(@Nullable Place dense, @Nullable Place lexical) {
    List<Contribution> contributions = new ArrayList<>();
    if (dense != null) {
      contributions.add(contribution("dense", dense));
    }
    if (lexical != null) {
      contributions.add(contribution("lexical", lexical));
    }
    return contributions;
  }

  private Contribution contribution(String component, Place place) {
    double value = request.mode() == SearchMode.HYBRID ? place.share() : place.score();
    return new Contribution(component, place.rank(), place.score(), value);
  }

  private boolean reaches(ScoreParts parts) {
    MinScores least = request.ranking().minScores();
    return reaches(parts.similarity(), least.dense())
        && reaches(parts.bm25(), least.lexical())
        && reaches(parts.fused(), least.fused());
  }

  private static boolean reaches(@Nullable Double score, @Nullable Double least) {
    return least == null || (score != null && score >= least);
  }

  /** All that match are counted in a search by words; otherwise those of the ranking. */
  private @Nullable Query counted(@Nullable LexicalSearch words) {
    boolean all =
        request.mode() == SearchMode.LEXICAL
            && request.ranking().minScores().equals(MinScores.NONE);
    return all && words != null ? words.words() : null;
  }

  private Total total(int ranked, List<Candidate> dense, LexicalSearch.Found lexical, Scan scan) {
    MinScores least = request.ranking().minScores();
    if (request.mode() == SearchMode.LEXICAL && least.equals(MinScores.NONE)) {
      return new Total(lexical.matches(), true);
    }
    boolean byMeaning = request.mode() != SearchMode.LEXICAL;
    boolean denseWhole = dense.size() < depth;
    boolean lexicalWhole = lexical.matches() == lexical.top().size();
    boolean exact =
        (denseWhole && lexicalWhole)
            || (byMeaning && isBelow(dense, least.dense()))
            || isBelow(lexical.top(), least.lexical());
    return new Total(ranked, exact && !(byMeaning && scan == Scan.GRAPH));
  }

  /** Whether what a component left out misses the bound, since its last find does. */
  private static boolean isBelow(List<Candidate> found, @Nullable Double least) {
    return least != null && !found.isEmpty() && found.get(found.size() - 1).score() < least;
  }
}
