package io.semblance.clustering.pairs;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.product.PackedRows;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * The nearest rows of each row, exactly: by cosine in double, ties by number. The same for any
 * number of threads and any processor.
 *
 * <p>Heaps of a few more candidates than are wanted are filled by the kernel's products. Where the
 * kernel's rounding leaves it open which of them are the nearest, a row is compared once more with
 * all, in double where it matters.
 *
 * <p>All methods are stateless and safe for many threads. They take {@code 4 * dimension} bytes of
 * heap for each row and some {@code 18 * k} for each row whose neighbours are looked for.
 */
public final class NearestRows {
  private static final String WORK = "search of nearest rows";

  private NearestRows() {}

  /**
   * The nearest other unique rows of each unique row; each pair is multiplied once.
   *
   * @param k at least 0; the graph has fewer when there are fewer other rows
   * @param threads at least 1
   * @param progress hears of products done, of {@code count * (count - 1) / 2} in all; may cancel
   *     between blocks of rows
   * @throws SemblanceException with code {@code CANCELLED}
   */
  public static KnnGraph graph(UniqueRows rows, int k, int threads, Progress progress) {
    int count = rows.count();
    NearestSides sides = NearestSides.of(rows, IntStream.range(0, count).toArray());
    Neighborhoods found = new Neighborhoods(sides, k);
    try (ParallelLoops loops = new ParallelLoops(threads, "nearest")) {
      PackedRows packed = rows.pack();
      RowOrder order = RowOrder.of(rows, RowCopies.of(rows));
      AtomicLong done = new AtomicLong();
      blocks(
          loops,
          count,
          progress,
          (products, block) -> {
            BlockProduct.triangle(
                packed, count, block, new NearestOfBoth(found.candidates()), products);
            progress.advancedTo(done.addAndGet(order.products(block)));
          });
      return found.settle(packed, loops);
    }
  }

  /**
   * The nearest other unique rows of some unique rows.
   *
   * @param queries numbers of unique rows; row i of the result belongs to {@code queries[i]}
   * @param k as for {@link #graph}
   * @param threads at least 1
   * @param progress hears of products done, of {@code queries.length * count} in all; may cancel
   *     between blocks of rows
   */
  public static KnnGraph of(UniqueRows rows, int[] queries, int k, int threads, Progress progress) {
    NearestSides sides = NearestSides.of(rows, queries);
    return of(sides, sides.packRight(), k, threads, progress);
  }

  /**
   * The nearest rows of a corpus for each row of other vectors.
   *
   * @param queries rows of unit length
   * @param corpus rows of unit length and the same dimension; copies count each
   * @param k at least 0; the result has fewer when the corpus does
   * @param threads at least 1
   * @param progress hears of products done, of the rows of both multiplied; may cancel between
   *     blocks of rows
   * @return the rows of the corpus for each row of {@code queries}
   * @throws SemblanceException with code {@code INVALID_REQUEST} when a row has not unit length or
   *     the dimensions differ
   */
  public static KnnGraph of(
      EmbeddingMatrix queries, EmbeddingMatrix corpus, int k, int threads, Progress progress) {
    NearestSides sides = NearestSides.of(queries, corpus);
    return of(sides, sides.packRight(), k, threads, progress);
  }

  /** The nearest rows on the right, which are also given packed, for each on the left. */
  static KnnGraph of(NearestSides sides, PackedRows right, int k, int threads, Progress progress) {
    Neighborhoods found = new Neighborhoods(sides, k);
    try (ParallelLoops loops = new ParallelLoops(threads, "nearest")) {
      PackedRows left = sides.packLeft();
      AtomicLong done = new AtomicLong();
      blocks(
          loops,
          left.rows(),
          progress,
          (products, block) -> {
            NearestOfLeft visitor = new NearestOfLeft(found.candidates(), sides);
            BlockProduct.rectangle(left, block, right, visitor, products);
            long rows = Math.min(BlockProduct.ROWS, left.rows() - block * BlockProduct.ROWS);
            progress.advancedTo(done.addAndGet(rows * right.rows()));
          });
      return found.settle(right, loops);
    }
  }

  private static void blocks(
      ParallelLoops loops, int rows, Progress progress, ObjIntConsumer<float[]> work) {
    loops.run(
        BlockProduct.blocks(rows),
        1,
        (worker, block, end) -> {
          progress.throwIfCancelled(WORK);
          work.accept(new float[PackedRows.PRODUCTS], block);
        });
  }
}
