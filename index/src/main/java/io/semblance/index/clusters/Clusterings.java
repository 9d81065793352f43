package io.semblance.index.clusters;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionManifest;
import io.semblance.index.field.ClusterFields;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.FilterJson;
import io.semblance.index.life.IndexFiles;
import io.semblance.index.search.CollectionView;
import io.semblance.index.write.Attachments;
import io.semblance.index.write.CollectionWriter;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexReader;

/**
 * The clusterings of a collection. They are kept in its index: they survive what documents survive,
 * are in snapshots, and go where a document goes, so of a deleted or replaced document nothing is
 * left in them but its part in numbers and keywords that were counted over many. They do not move
 * to another model with the documents, since there they would be others.
 *
 * <p>A collection keeps {@value #MAX_KEPT}. A run works on the view that it began with while writes
 * and searches go on; a run that fails or is cancelled leaves nothing. Safe for many threads; only
 * the process that writes to the collection can make, assign and delete.
 *
 * @see io.semblance.index.filter.Filter how searches name them
 */
public final class Clusterings {
  /** Most clusterings of a collection. */
  public static final int MAX_KEPT = 32;

  /** Stages of making one: reading, clustering, describing, placing, keeping. */
  public static final int STAGES = 5;

  private final CollectionManifest manifest;
  private final CollectionView view;
  private final CollectionWriter writer;
  private final NeighborGraphs graphs;
  private final ClusteringDocuments documents = new ClusteringDocuments();
  private final ClusteringSlots slots = new ClusteringSlots();

  /**
   * The clusterings of an open collection.
   *
   * @param folder of the collection
   */
  public Clusterings(
      CollectionManifest manifest, Path folder, CollectionView view, CollectionWriter writer) {
    this.manifest = manifest;
    this.graphs = new NeighborGraphs(folder);
    this.view = view;
    this.writer = writer;
  }

  /** All, by their ids; without exemplars. */
  public List<StoredClustering> list() {
    return reading(documents::list);
  }

  /** A clustering with the exemplars that are still as they were. */
  public Optional<StoredClustering> find(String id) {
    return reading(
        reader -> {
          StoredClustering clustering = documents.find(reader, id);
          return clustering == null
              ? Optional.empty()
              : Optional.of(new ClusteringReading(reader, clustering).withExemplars());
        });
  }

  /**
   * A clustering with the exemplars that are still as they were.
   *
   * @throws SemblanceException {@code NOT_FOUND}
   */
  public StoredClustering get(String id) {
    return find(id).orElseThrow(() -> unknown(id));
  }

  /**
   * Hands over the documents that have a place in a clustering, in no order, all from one view.
   *
   * @throws SemblanceException {@code NOT_FOUND}
   */
  public void points(String id, Consumer<ClusterPoint> consumer) {
    reading(
        reader -> {
          StoredClustering clustering = required(reader, id);
          new ClusteringReading(reader, clustering).points(consumer);
          return clustering;
        });
  }

  /**
   * Removes a clustering.
   *
   * @throws SemblanceException {@code NOT_FOUND}
   */
  public void delete(String id) {
    if (find(id).isEmpty()) {
      throw unknown(id);
    }
    working(
        "delete a clustering of",
        () -> {
          Attachments attachments = writer.attachments();
          attachments.delete(ClusteringDocuments.key(id));
          attachments.awaitDurable();
          view.refresh();
          return id;
        });
  }

  private SemblanceException unknown(String id) {
    List<String> ids = list().stream().map(StoredClustering::id).toList();
    return SemblanceException.notFound(
        "collection '"
            + manifest.name()
            + "' has no clustering '"
            + id
            + "'; "
            + (ids.isEmpty() ? "it has none" : "it has: " + String.join(", ", ids)));
  }

  /** The clusterings of a view as filters and facets name them. */
  public ClusterFields fields(IndexReader reader) {
    return documents.fields(reader);
  }

  /**
   * Makes a clustering of the documents as they are now and keeps it. Documents that are changed
   * meanwhile are not in it, as if they had come later.
   *
   * @param progress told how many of {@value #STAGES} stages are done; asked in all of them whether
   *     to stop
   * @return the clustering with its exemplars
   * @throws SemblanceException {@code INVALID_REQUEST} when the method does not fit the documents
   *     or {@value #MAX_KEPT} clusterings are kept; {@code NOT_FOUND} when there is none to follow;
   *     {@code CONFLICT} when one of this id is being made; {@code CANCELLED}
   */
  public StoredClustering create(ClusteringRequest request, Progress progress) {
    Stages stages = new Stages(progress);
    return make(request, vectors -> find(request, vectors, stages), progress);
  }

  private FoundClustering find(ClusteringRequest request, CollectionVectors vectors, Stages stages)
      throws IOException {
    IndexReader reader = vectors.searcher().getIndexReader();
    String follows = request.follows();
    StoredClustering before = follows == null ? null : required(reader, follows);
    stages.next();
    DescribedClustering described =
        new ClusteringSearch(request, vectors, graphs, manifest.schema().analyzer(), stages).run();
    return before == null
        ? described.found(described.clustering().clusters(), List.of(), request.threads())
        : new Succession(reader, before).of(vectors, described, request.threads());
  }

  private StoredClustering required(IndexReader reader, String id) throws IOException {
    StoredClustering clustering = documents.find(reader, id);
    if (clustering == null) {
      throw unknown(id);
    }
    return clustering;
  }

  /**
   * Puts documents that came after a clustering into its clusters, without making it anew: each to
   * that of the nearest centroid if it is as near to it as the cluster's own are ({@link
   * Cluster#bound}), else it is an outlier. Those that the clustering's filter leaves out stay out.
   *
   * @param threads at least 1; changes how long it takes, never the result
   * @param progress told how many documents are assigned
   * @throws SemblanceException {@code NOT_FOUND}, {@code CANCELLED}; what was assigned by then
   *     stays
   */
  public Assignment assign(String id, int threads, Progress progress) {
    return working(
        "assign to a clustering of",
        () -> {
          writer.refresh();
          StoredClustering clustering =
              view.read(searcher -> required(searcher.getIndexReader(), id));
          Filter unassigned = new Filter.Exists(clustering.field().name(), false);
          Filter filter =
              new Filter.And(List.of(FilterJson.parse(clustering.filter()), unassigned));
          try (CollectionVectors vectors =
              CollectionVectors.of(
                  manifest, view, this::fields, filter, new Stages(progress).stage())) {
            Assignment assigned =
                new Assigning(clustering, vectors, documents, writer.attachments())
                    .run(threads, progress);
            view.refresh();
            return assigned;
          }
        });
  }

  /**
   * What became of the clusters of one clustering in another, by the documents that are in both.
   *
   * @return the events, clusters named by their stable ids in the two clusterings
   * @throws SemblanceException {@code NOT_FOUND}
   */
  public List<ClusterEvent> lineage(String before, String after) {
    return reading(
        reader -> new Succession(reader, required(reader, before)).events(required(reader, after)));
  }

  /** Removes what is kept to be computed less often. */
  public void dropCaches() {
    graphs.drop();
  }

  /** Finds clusters in the rows of a view. */
  @FunctionalInterface
  interface Finding {
    FoundClustering in(CollectionVectors vectors) throws IOException;
  }

  StoredClustering make(ClusteringRequest request, Finding finding, Progress progress) {
    return working(
        "cluster",
        () -> {
          writer.refresh();
          try (ClusteringSlots.Reserved reserved = slots.reserve(request.id(), list());
              CollectionVectors vectors =
                  CollectionVectors.of(
                      manifest,
                      view,
                      this::fields,
                      request.filter(),
                      new Stages(progress).stage())) {
            StoredClustering kept = keep(request, reserved, vectors, finding, progress);
            view.refresh();
            progress.advancedTo(STAGES);
            return get(kept.id());
          }
        });
  }

  private StoredClustering keep(
      ClusteringRequest request,
      ClusteringSlots.Reserved reserved,
      CollectionVectors vectors,
      Finding finding,
      Progress progress)
      throws IOException {
    FoundClustering found = finding.in(vectors);
    Attachments attachments = writer.attachments();
    Filter filter = request.filter() == null ? Filter.all() : request.filter();
    StoredClustering about =
        new StoredClustering(
            StoredClustering.FORMAT_VERSION,
            reserved.id(),
            attachments.nextNumber(),
            reserved.slot(),
            Instant.now(),
            request.method().algorithm(),
            found.parameters(),
            request.seed(),
            FilterJson.write(filter),
            vectors.version(),
            vectors.rows(),
            vectors.withoutVector(),
            0,
            found.noise(),
            found.measures(),
            found.clusters(),
            found.nextStableId(),
            found.events());
    return new ClusteringKeeping(attachments, vectors, progress).keep(about, found);
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T working(String action, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw IndexFiles.failure(action, manifest.name(), e);
    }
  }

  private interface Read<T> {
    T from(IndexReader reader) throws IOException;
  }

  private <T> T reading(Read<T> read) {
    return working(
        "read the clusterings of",
        () -> view.read(searcher -> read.from(searcher.getIndexReader())));
  }
}
