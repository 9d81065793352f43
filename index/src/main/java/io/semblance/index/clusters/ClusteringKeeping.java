package io.semblance.index.clusters;

import io.semblance.index.field.ClusterField;
import io.semblance.index.write.Attachments;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a clustering to the index: first the documents' clusters, then, when all are written, the
 * document that tells of them. Before that nobody sees anything of it.
 */
record ClusteringKeeping(Attachments attachments, CollectionVectors vectors, Progress progress) {
  private static final int STEP = 1024;

  /**
   * Keeps what was found.
   *
   * @param about with everything but what only keeping it tells
   * @return with the documents that had changed meanwhile
   */
  StoredClustering keep(StoredClustering about, FoundClustering found) throws IOException {
    int[] ranks = ranks(found.exemplars());
    ClusterField field = about.field();
    int changed = 0;
    for (int row = 0; row < vectors.rows(); row++) {
      String id = vectors.id(row);
      boolean isSame =
          attachments.mark(
              id,
              vectors.version(row),
              ClusteringFields.of(field, about.slot(), found.points().at(row, id), ranks[row]));
      changed += isSame ? 0 : 1;
      if (row % STEP == 0) {
        progress.throwIfCancelled("clustering");
      }
    }
    StoredClustering kept = about.withChanged(changed);
    attachments.replace(
        ClusteringDocuments.key(about.id()),
        ClusteringDocuments.toDocument(kept, found.centroids()));
    attachments.awaitDurable();
    return kept;
  }

  private int[] ranks(List<List<Integer>> exemplars) {
    int[] ranks = new int[vectors.rows()];
    Arrays.fill(ranks, -1);
    for (List<Integer> ofCluster : exemplars) {
      for (int rank = 0; rank < ofCluster.size(); rank++) {
        ranks[ofCluster.get(rank)] = rank;
      }
    }
    return ranks;
  }
}
