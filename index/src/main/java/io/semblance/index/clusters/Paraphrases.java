package io.semblance.index.clusters;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionManifest;
import io.semblance.index.field.ClusterFields;
import io.semblance.index.life.IndexFiles;
import io.semblance.index.search.CollectionView;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Finds the documents of a collection that say the same: those whose vectors are near. Works on the
 * view that it began with while writes and searches go on, in any process that has the collection
 * open; keeps nothing but what its result holds. Safe for many threads.
 */
public final class Paraphrases {
  private final CollectionManifest manifest;
  private final CollectionView view;
  private final ClusterFields.Of clusters;
  private final NeighborGraphs graphs;

  /**
   * The paraphrases of an open collection.
   *
   * @param folder of the collection
   * @param clusters finds clusterings, which filters may name
   */
  public Paraphrases(
      CollectionManifest manifest, Path folder, CollectionView view, ClusterFields.Of clusters) {
    this.manifest = manifest;
    this.view = view;
    this.clusters = clusters;
    this.graphs = new NeighborGraphs(folder);
  }

  /**
   * Compares the documents that searches see now.
   *
   * @param progress told how much was compared, in units that depend on how that is done; may
   *     cancel
   * @return to be closed
   * @throws SemblanceException {@code INVALID_REQUEST} when the filter does not fit the schema,
   *     {@code CANCELLED}, {@code STORAGE_FAILURE}
   */
  public ParaphraseResult find(ParaphraseRequest request, Progress progress) {
    CollectionVectors vectors = vectors(request, progress);
    try {
      return new ParaphraseSearch(request, vectors, graphs, progress).run();
    } catch (RuntimeException e) {
      vectors.close();
      throw e;
    }
  }

  private CollectionVectors vectors(ParaphraseRequest request, Progress progress) {
    try {
      return CollectionVectors.of(
          manifest, view, clusters, request.filter(), new Stages(progress).stage());
    } catch (IOException e) {
      throw IndexFiles.failure("compare the documents of", manifest.name(), e);
    }
  }
}
