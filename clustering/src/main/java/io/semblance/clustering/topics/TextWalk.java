package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Counts the terms of all texts in clusters. Texts are cut into terms on all threads and counted in
 * the order of the unique rows by one, so the counts do not depend on the number of threads.
 */
final class TextWalk {
  private static final int ROWS_OF_CHUNK = 256;
  private static final int CHUNKS_OF_WORKER = 8;

  private final UniqueRows rows;
  private final Clustering clustering;
  private final IntFunction<String> texts;
  private final Members copies;

  /** A term as it came. */
  private record Occurrence(String term, String written) {}

  /** The terms of one text. */
  private record CutText(int cluster, List<Occurrence> occurrences) {}

  TextWalk(UniqueRows rows, Clustering clustering, IntFunction<String> texts) {
    this.rows = rows;
    this.clustering = clustering;
    this.texts = texts;
    int[] uniqueOf = new int[rows.rows()];
    for (int row = 0; row < uniqueOf.length; row++) {
      uniqueOf[row] = rows.uniqueOf(row);
    }
    this.copies = Members.of(rows.count(), uniqueOf);
  }

  ClassTerms count(Terms terms, KeywordOptions options, ParallelLoops loops, Progress progress) {
    TermCounts counts = new TermCounts(clustering.clusters(), options.maxTerms());
    int step = ROWS_OF_CHUNK * CHUNKS_OF_WORKER * loops.workers();
    for (int from = 0; from < rows.count(); from += step) {
      progress.throwIfCancelled("counting terms");
      int to = Math.min(rows.count(), from + step);
      cut(from, to, terms, loops).forEach(chunk -> add(chunk, counts));
      progress.advancedTo(to);
    }
    return counts.counted(options.minTexts());
  }

  private static void add(List<CutText> chunk, TermCounts counts) {
    for (CutText text : chunk) {
      counts.add(
          text.cluster(),
          consumer ->
              text.occurrences()
                  .forEach(occurrence -> consumer.accept(occurrence.term(), occurrence.written())));
    }
  }

  private List<List<CutText>> cut(int from, int to, Terms terms, ParallelLoops loops) {
    List<List<CutText>> chunks = new ArrayList<>();
    for (int at = from; at < to; at += ROWS_OF_CHUNK) {
      chunks.add(new ArrayList<>());
    }
    loops.run(
        to - from,
        ROWS_OF_CHUNK,
        (worker, first, last) -> {
          for (int i = first; i < last; i++) {
            cut(from + i, terms, chunks.get(first / ROWS_OF_CHUNK));
          }
        });
    return chunks;
  }

  private void cut(int unique, Terms terms, List<CutText> cut) {
    int cluster = clustering.labels()[unique];
    if (cluster >= 0) {
      copies.stream(unique)
          .mapToObj(texts)
          .distinct()
          .sorted()
          .forEach(text -> cut.add(new CutText(cluster, occurrences(text, terms))));
    }
  }

  private static List<Occurrence> occurrences(String text, Terms terms) {
    List<Occurrence> occurrences = new ArrayList<>();
    terms.terms(text, (term, written) -> occurrences.add(new Occurrence(term, written)));
    return occurrences;
  }
}
