package io.semblance.index.clusters;

import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.graph.BuiltGraph;
import io.semblance.clustering.graph.GraphFile;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.KnnGraphs;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The graph of neighbours of a whole collection, kept in its folder for the next run that needs it.
 * The file tells which vectors it was built of, by a hash of them, and is built anew when these are
 * others; so it is good for every version of the collection that has the same vectors, whatever
 * happened to segments, labels and metadata. It holds numbers of rows, no ids. Snapshots leave it
 * out. Safe for many threads and processes.
 *
 * @param folder of the collection
 */
record NeighborGraphs(Path folder) {
  private static final String FILE = "neighbors.graph";

  /**
   * The graph of some rows.
   *
   * @param isWhole whether these are all documents of the collection, so that the graph is kept
   */
  BuiltGraph graph(
      UniqueRows rows, int k, GraphOptions options, boolean isWhole, Progress progress) {
    if (!isWhole) {
      return KnnGraphs.build(rows, k, options, progress);
    }
    BuiltGraph kept = kept(rows);
    if (kept != null && kept.isBuiltWith(k, options)) {
      return kept;
    }
    BuiltGraph built = KnnGraphs.build(rows, k, options, progress);
    GraphFile.write(file(), built, rows);
    return built;
  }

  private Path file() {
    return folder.resolve(FILE);
  }

  /**
   * The graph that is kept of all documents' vectors. Null when there is none, or only one of other
   * vectors, or a damaged one: it can be built again.
   */
  @Nullable BuiltGraph kept(UniqueRows rows) {
    try {
      return GraphFile.read(file(), rows);
    } catch (SemblanceException e) {
      return switch (e.code()) {
        case NOT_FOUND, CONFLICT, STORAGE_FAILURE -> null;
        default -> throw e;
      };
    }
  }

  /** Removes what is kept. */
  void drop() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot remove " + file() + ": " + e, e);
    }
  }
}
