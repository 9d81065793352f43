package io.semblance.index.clusters;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.topics.Assigned;
import io.semblance.clustering.topics.TopicAssigner;
import io.semblance.index.field.ClusterField;
import io.semblance.index.write.Attachments;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.util.Arrays;

/** Gives documents that have none a place in a clustering. */
record Assigning(
    StoredClustering clustering,
    CollectionVectors vectors,
    ClusteringDocuments documents,
    Attachments attachments) {
  private static final int STEP = 1024;

  Assignment run(int threads, Progress progress) throws IOException {
    Assigned found = find(threads);
    ClusterField field = clustering.field();
    int outliers = 0;
    int changed = 0;
    for (int row = 0; row < vectors.rows(); row++) {
      String id = vectors.id(row);
      ClusterPoint point =
          new ClusterPoint(
              id, found.labels()[row], Math.max(0, found.cosines()[row]), 0, null, null, true);
      boolean isSame =
          attachments.mark(
              id, vectors.version(row), ClusteringFields.of(field, clustering.slot(), point, -1));
      changed += isSame ? 0 : 1;
      outliers += isSame && point.cluster() == Clustering.OUTLIER ? 1 : 0;
      if (row % STEP == 0) {
        progress.advancedTo(row);
        progress.throwIfCancelled("assigning");
      }
    }
    attachments.awaitDurable();
    progress.advancedTo(vectors.rows());
    return new Assignment(
        vectors.rows() - outliers - changed, outliers, vectors.withoutVector(), changed);
  }

  private Assigned find(int threads) throws IOException {
    if (clustering.clusters().isEmpty() || vectors.rows() == 0) {
      int[] labels = new int[vectors.rows()];
      Arrays.fill(labels, Clustering.OUTLIER);
      return new Assigned(labels, new float[labels.length]);
    }
    double[] bounds = clustering.clusters().stream().mapToDouble(Cluster::bound).toArray();
    try (EmbeddingMatrix centroids =
        documents.centroids(
            vectors.searcher().getIndexReader(), clustering, vectors.matrix().dimension())) {
      return TopicAssigner.of(centroids, bounds).assign(vectors.matrix(), threads);
    }
  }
}
