package io.semblance.index.search;

import io.semblance.index.MinScores;
import io.semblance.index.Scan;
import io.semblance.index.ScoreParts;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult.Total;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.field.FilterQueries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Finds the documents of a ranking and puts them in order. */
final class CandidateSearch {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::id);

  private final SearchContext context;
  private final SearchRequest request;
  private final int depth;
  private final @Nullable Query filter;

  /**
   * Prepares a search.
   *
   * @param depth how many documents each component finds
   */
  CandidateSearch(SearchContext context, SearchRequest request, int depth) {
    this.context = context;
    this.request = request;
    this.depth = depth;
    this.filter =
        request.filter() == null ? null : FilterQueries.of(context.schema(), request.filter());
  }

  CandidateList run() throws IOException {
    Scan scan = DenseSearch.resolve(request.depth().scan(), context.vectors());
    List<RankedDocument> dense = dense(scan);
    LexicalSearch.Found lexical = lexical();
    List<Candidate> ranked = new ArrayList<>();
    for (ScoredParts parts : joined(dense, lexical.top())) {
      Candidate candidate = candidate(parts.ordinal(), parts.parts());
      if (reaches(candidate.parts(), request.ranking().minScores())) {
        ranked.add(candidate);
      }
    }
    ranked.sort(BEST_FIRST);
    return new CandidateList(ranked, total(ranked.size(), dense.size(), lexical), scan);
  }

  private List<RankedDocument> dense(Scan scan) throws IOException {
    float[] query = context.query();
    if (query == null) {
      return List.of();
    }
    return new DenseSearch(
            context.searcher(),
            context.blockEnds(),
            context.function(),
            context.schema().precision(),
            query,
            filter)
        .top(depth, scan, request.depth().efSearch());
  }

  private LexicalSearch.Found lexical() throws IOException {
    if (request.mode() == SearchMode.DENSE || !(request.input() instanceof SearchInput.Text text)) {
      return new LexicalSearch.Found(List.of(), 0);
    }
    return new LexicalSearch(context.searcher(), context.analyzer(), text.text(), filter)
        .top(depth);
  }

  /** What a document brought from each component. */
  private record ScoredParts(int ordinal, ScoreParts parts) {}

  private List<ScoredParts> joined(List<RankedDocument> dense, List<RankedDocument> lexical) {
    Map<Integer, ScoreParts> joined = new TreeMap<>();
    for (int i = 0; i < dense.size(); i++) {
      RankedDocument hit = dense.get(i);
      joined.put(hit.ordinal(), new ScoreParts(hit.score(), i + 1, null, null, null));
    }
    for (int i = 0; i < lexical.size(); i++) {
      RankedDocument hit = lexical.get(i);
      ScoreParts known = joined.get(hit.ordinal());
      joined.put(
          hit.ordinal(),
          new ScoreParts(
              known == null ? null : known.similarity(),
              known == null ? null : known.denseRank(),
              hit.score(),
              i + 1,
              null));
    }
    List<ScoredParts> parts = new ArrayList<>();
    joined.forEach((ordinal, part) -> parts.add(new ScoredParts(ordinal, part)));
    return parts;
  }

  private Candidate candidate(int ordinal, ScoreParts found) throws IOException {
    StoredDocument document = StoredDocument.at(context.reader(), ordinal);
    Double similarity = found.similarity();
    float[] query = context.query();
    if (similarity == null && query != null) {
      similarity = new PassageScores(context.function(), query).best(document);
    }
    Double fused = request.mode() == SearchMode.HYBRID ? fused(found) : null;
    ScoreParts parts =
        new ScoreParts(similarity, found.denseRank(), found.bm25(), found.lexicalRank(), fused);
    return new Candidate(ordinal, document.id(), score(parts), parts);
  }

  private static double fused(ScoreParts parts) {
    return share(parts.denseRank()) + share(parts.lexicalRank());
  }

  private static double share(@Nullable Integer rank) {
    return rank == null ? 0 : 1.0 / (60 + rank);
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

  private static boolean reaches(ScoreParts parts, MinScores least) {
    return reaches(parts.similarity(), least.dense())
        && reaches(parts.bm25(), least.lexical())
        && reaches(parts.fused(), least.fused());
  }

  private static boolean reaches(@Nullable Double score, @Nullable Double least) {
    return least == null || (score != null && score >= least);
  }

  /**
   * A dense component always leaves something out unless it holds every document; what it leaves
   * out is exact only when a least similarity was asked for that its last hit misses.
   */
  private Total total(int ranked, int dense, LexicalSearch.Found lexical) throws IOException {
    boolean denseCut = dense == depth;
    boolean lexicalCut = lexical.matches() > lexical.top().size();
    boolean bounded = !request.ranking().minScores().equals(MinScores.NONE);
    if (request.mode() == SearchMode.LEXICAL && !bounded) {
      return new Total(lexical.matches(), true);
    }
    return new Total(ranked, !denseCut && !lexicalCut);
  }
}
