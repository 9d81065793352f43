package io.semblance.index.clusters;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.BuiltGraph;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search for paraphrases in one view. */
final class ParaphraseSearch {
  private final ParaphraseRequest request;
  private final CollectionVectors vectors;
  private final NeighborGraphs graphs;
  private final PairFinding finding;
  private final UniqueRows unique;
  private final @Nullable BitSet changed;

  ParaphraseSearch(
      ParaphraseRequest request,
      CollectionVectors vectors,
      NeighborGraphs graphs,
      Progress progress) {
    this.request = request;
    this.vectors = vectors;
    this.graphs = graphs;
    this.finding = new PairFinding(request, progress);
    this.unique = UniqueRows.of(vectors.matrix());
    this.changed = request.since() == 0 ? null : rows(vectors.rowsSince(request.since()));
  }

  private static BitSet rows(int[] numbers) {
    BitSet rows = new BitSet();
    Arrays.stream(numbers).forEach(rows::set);
    return rows;
  }

  ParaphraseResult run() {
    return request.groups() ? groups() : pairs();
  }

  private ParaphraseResult pairs() {
    PairFinding.Found found = finding.in(unique, kept(), changed);
    try {
      return new ParaphraseResult(vectors, found.pairs(), List.of(), coverage(found));
    } catch (RuntimeException e) {
      found.close();
      throw e;
    }
  }

  /** Works on different vectors, so that many copies are not a square of pairs. */
  private ParaphraseResult groups() {
    BitSet changedVectors =
        changed == null ? null : rows(changed.stream().map(unique::uniqueOf).toArray());
    try (EmbeddingMatrix different = differentVectors();
        PairFinding.Found found = finding.in(UniqueRows.of(different), kept(), changedVectors)) {
      List<ParaphraseGroup> groups =
          new PairGroups(vectors, unique, found.pairs(), request.keep(), changed).groups();
      return new ParaphraseResult(vectors, null, groups, coverage(found));
    }
  }

  private EmbeddingMatrix differentVectors() {
    EmbeddingMatrix different = EmbeddingMatrix.allocate(unique.count(), unique.dimension());
    float[] vector = new float[unique.dimension()];
    for (int number = 0; number < unique.count(); number++) {
      unique.copy(number, vector);
      different.setRow(number, vector);
    }
    return different;
  }

  private @Nullable BuiltGraph kept() {
    return request.filter() == null ? graphs.kept(unique) : null;
  }

  private Coverage coverage(PairFinding.Found found) {
    return new Coverage(
        vectors.rows(),
        vectors.withoutVector(),
        vectors.version(),
        found.exact(),
        found.recall(),
        found.pairs().isTruncated());
  }
}
