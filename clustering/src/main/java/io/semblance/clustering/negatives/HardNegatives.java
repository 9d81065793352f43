package io.semblance.clustering.negatives;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.pairs.NearestRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The hard negatives of all queries.
 *
 * <p>For each query the passages with the highest cosines are candidates. Its own positives are
 * taken out; what comes too near to the worst of them, or is too good or too bad by itself, is
 * dropped; of the rest a range of ranks is left, and from that the negatives are taken.
 *
 * <p>Departures from {@code mine_hard_negatives} of SentenceTransformers 5, all of them where it
 * mixes up rows: the margin of a query is always taken from its own positives, and a labelled pair
 * has the negatives of its own query, also where queries have several positives. A relative margin
 * lowers the bound for negative scores too. Ties go by the number of the passage.
 *
 * @param queries in the order of {@link TrainingPairs#queries}
 * @param options that they were mined with
 */
public record HardNegatives(List<MinedQuery> queries, HardNegativeOptions options) {
  public HardNegatives {
    queries = List.copyOf(queries);
  }

  /** Mines by cosines alone. */
  public static HardNegatives mine(
      TrainingPairs pairs,
      EmbeddingMatrix queryRows,
      EmbeddingMatrix corpusRows,
      HardNegativeOptions options,
      int threads,
      Progress progress) {
    return mine(pairs, queryRows, corpusRows, options, null, threads, progress);
  }

  /**
   * Mines. Takes {@code 2 * queries * corpus * dimension} operations, heap for a packed copy of
   * both matrices and 18 bytes a candidate. The same result for any number of threads.
   *
   * @param queryRows unit vectors, row i that of query i
   * @param corpusRows unit vectors, row i that of passage i
   * @param scorer gives the scores that count instead of the cosines, but finds no candidates; only
   *     asked where the options have a margin or a highest score. Null for none
   * @param threads at least 1
   * @param progress hears of products done, of the rows of both matrices multiplied
   * @throws SemblanceException with code {@code INVALID_REQUEST} when the matrices do not have a
   *     row for each text, differ in dimension, or have a row that is not of unit length
   */
  public static HardNegatives mine(
      TrainingPairs pairs,
      EmbeddingMatrix queryRows,
      EmbeddingMatrix corpusRows,
      HardNegativeOptions options,
      @Nullable PassageScorer scorer,
      int threads,
      Progress progress) {
    require(pairs, queryRows, corpusRows);
    if (pairs.queries().isEmpty()) {
      return new HardNegatives(List.of(), options);
    }
    int maxPositives = pairs.maxPositives();
    long candidates = options.lastRank(maxPositives) + maxPositives;
    KnnGraph found =
        NearestRows.of(
            queryRows,
            corpusRows,
            (int) Math.min(candidates, corpusRows.rows()),
            threads,
            progress);
    PassageScores scores =
        scorer != null && options.dropsGoodOnes()
            ? new ScorerScores(pairs, scorer)
            : new CosineScores(queryRows, corpusRows);
    QueryMining mining = new QueryMining(pairs, options, scores);
    List<MinedQuery> mined = new ArrayList<>();
    for (int query = 0; query < found.rows(); query++) {
      progress.throwIfCancelled("mining of hard negatives");
      mined.add(mining.mine(query, neighbors(found, query)));
    }
    return new HardNegatives(mined, options);
  }

  private static List<Integer> neighbors(KnnGraph found, int query) {
    return IntStream.range(0, found.degree(query))
        .mapToObj(rank -> found.neighbor(query, rank))
        .toList();
  }

  private static void require(
      TrainingPairs pairs, EmbeddingMatrix queryRows, EmbeddingMatrix corpusRows) {
    requireRows("query", pairs.queries().size(), queryRows);
    requireRows("passage", pairs.corpus().size(), corpusRows);
  }

  private static void requireRows(String what, int texts, EmbeddingMatrix rows) {
    if (rows.rows() != texts) {
      throw SemblanceException.invalid(
          "each " + what + " needs a row, got: " + rows.rows() + " rows for " + texts);
    }
  }

  /** The rows of training data, those of the first query first. */
  public List<TrainingExample> examples() {
    return queries.stream()
        .flatMap(mined -> options.format().examples(mined, options.negatives()).stream())
        .toList();
  }

  /** How many negatives were asked for and not found. */
  public long missing() {
    return queries.stream()
        .mapToLong(mined -> options.negatives() - mined.negatives().size())
        .sum();
  }

  /** How many candidates each option dropped. */
  public MinedQuery.Dropped dropped() {
    return queries.stream()
        .map(MinedQuery::dropped)
        .reduce(new MinedQuery.Dropped(0, 0, 0, 0), MinedQuery.Dropped::plus);
  }
}
