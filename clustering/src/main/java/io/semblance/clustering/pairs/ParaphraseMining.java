package io.semblance.clustering.pairs;

import io.semblance.clustering.KnnGraph;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The pairs that {@code paraphrase_mining_embeddings} of the SentenceTransformers library gives,
 * for those who compare with it or move from it. It is not a search for the closest pairs: each row
 * brings only its nearest in each part of the corpus, and the limit counts a pair twice when it
 * comes from both sides. {@link PairMining#top} has neither of these.
 *
 * <p>For each part of the corpus and each row, the {@code topK + 1} nearest rows of the part,
 * itself among them, are put on a queue unless they score no more than the score last dropped. From
 * {@code maxPairs} entries on, each entry drops the least one. Scores are cosines rounded to float;
 * what the library leaves open, equal scores of a row, is decided by the lower number.
 *
 * @param queryChunkSize rows that look for neighbours at a time; does not change the result
 * @param corpusChunkSize rows of a part of the corpus
 * @param maxPairs entries at which the queue starts to drop; it stays below
 * @param topK nearest of each row in each part, itself not counted
 */
public record ParaphraseMining(int queryChunkSize, int corpusChunkSize, int maxPairs, int topK) {
  /** The library's: 5000, 100,000, 500,000 and 100. */
  public static final ParaphraseMining DEFAULT = new ParaphraseMining(5000, 100_000, 500_000, 100);

  public ParaphraseMining {
    requirePositive("queryChunkSize", queryChunkSize);
    requirePositive("corpusChunkSize", corpusChunkSize);
    requirePositive("maxPairs", maxPairs);
    requirePositive("topK", topK);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw SemblanceException.invalid(name + " must be at least 1, got: " + value);
    }
  }

  /**
   * Mines a matrix.
   *
   * @param matrix rows of unit length; copies are rows like all others
   * @param threads at least 1; do not change the result
   * @param progress hears of products done, of {@code rows * rows} in all; may cancel
   * @return the pairs, highest score first, equal scores by their rows
   * @throws SemblanceException with code {@code INVALID_REQUEST} when a row has not unit length;
   *     {@code CANCELLED}
   */
  public List<Pair> mine(EmbeddingMatrix matrix, int threads, Progress progress) {
    NearestSides all = NearestSides.of(matrix, matrix);
    Queue queue = new Queue(maxPairs);
    long done = 0;
    for (int part : starts(matrix.rows(), corpusChunkSize)) {
      NearestSides ofPart = all.onlyRight(part, corpusChunkSize);
      PackedRows packed = ofPart.packRight();
      for (int from : starts(matrix.rows(), queryChunkSize)) {
        NearestSides chunk = ofPart.onlyLeft(from, queryChunkSize);
        Progress rest = new ProgressFrom(done, progress);
        queue.addAll(NearestRows.of(chunk, packed, topK + 1, threads, rest), from, part);
        done += (long) chunk.left().length * packed.rows();
      }
    }
    return queue.pairs();
  }

  private static int[] starts(int rows, int chunkSize) {
    return LongStream.iterate(0, from -> from < rows, from -> from + chunkSize)
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  /** A part of work that goes on where another ended. */
  private record ProgressFrom(long start, Progress whole) implements Progress {
    @Override
    public void advancedTo(long done) {
      whole.advancedTo(start + done);
    }

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }
  }

  private record Entry(float score, int row, int other) {}

  private static final class Queue {
    private static final Comparator<Entry> ORDER =
        Comparator.comparingDouble(Entry::score)
            .thenComparingInt(Entry::row)
            .thenComparingInt(Entry::other);

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);
    private final int maxPairs;
    private float minScore = -1;
    private long added;

    Queue(int maxPairs) {
      this.maxPairs = maxPairs;
    }

    void addAll(KnnGraph nearest, int firstRow, int firstOther) {
      for (int row = 0; row < nearest.rows(); row++) {
        for (int rank = 0; rank < nearest.degree(row); rank++) {
          int other = firstOther + nearest.neighbor(row, rank);
          if (firstRow + row != other && nearest.cosine(row, rank) > minScore) {
            add(new Entry(nearest.cosine(row, rank), firstRow + row, other));
          }
        }
      }
    }

    private void add(Entry entry) {
      entries.add(entry);
      added++;
      if (added >= maxPairs) {
        minScore = entries.remove().score();
      }
    }

    /** Each pair once, with the first of its entries, the least one; empties the queue. */
    List<Pair> pairs() {
      Set<Long> seen = new HashSet<>();
      List<Pair> pairs = new ArrayList<>();
      while (!entries.isEmpty()) {
        Entry entry = entries.remove();
        int first = Math.min(entry.row, entry.other);
        int second = Math.max(entry.row, entry.other);
        if (seen.add(PairRecord.numbers(first, second))) {
          pairs.add(new Pair(first, second, entry.score));
        }
      }
      pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.score()));
      return pairs;
    }
  }
}
