package io.semblance.index;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.EncodedPassage;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.block.VectorFunction;
import io.semblance.index.clusters.Clusterings;
import io.semblance.index.clusters.CollectionVectors;
import io.semblance.index.clusters.Paraphrases;
import io.semblance.index.field.KnownFields;
import io.semblance.index.filter.Filter;
import io.semblance.index.life.IndexFiles;
import io.semblance.index.life.IndexMerging;
import io.semblance.index.life.IndexStatistics;
import io.semblance.index.life.Purge;
import io.semblance.index.search.CollectionView;
import io.semblance.index.search.DocumentScan;
import io.semblance.index.search.SearchEngine;
import io.semblance.index.write.CollectionWriter;
import io.semblance.index.write.CollectionWriter.Applied;
import io.semblance.index.write.CollectionWriter.Prepared;
import io.semblance.index.write.WriterSettings;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Documents on disk and their vectors. Safe for many threads. Any number of processes may search a
 * collection, one at a time may change it.
 *
 * <p>A change whose result was returned is on disk and survives the death of the process and of the
 * machine. Searches see it after the next refresh, which comes by itself as {@link
 * CollectionOptions#refreshInterval()} says; what they see is always on disk. When a change fails,
 * because a disk is full or failing, the collection is as it was after the last change that
 * succeeded, and can be used on.
 */
public final class VectorCollection implements AutoCloseable {
  static final String INDEX_FOLDER = "index";

  /** Documents that {@link #deleteWhere} removes in one batch. */
  private static final int DELETE_BATCH = 1000;

  private final CollectionManifest manifest;
  private final SentenceEncoder encoder;
  private final Directory directory;
  private final Path folder;
  private final CollectionOptions options;
  private final CollectionView view;
  private final CollectionWriter writer;
  private final Clusterings clusterings;
  private final Paraphrases paraphrases;
  private final SearchEngine engine;
  private final Refresher refresher;

  private VectorCollection(
      Path folder,
      CollectionManifest manifest,
      SentenceEncoder encoder,
      Directory directory,
      CollectionView view,
      CollectionOptions options) {
    this.manifest = manifest;
    this.encoder = encoder;
    this.directory = directory;
    this.view = view;
    this.folder = folder;
    this.options = options;
    this.writer =
        new CollectionWriter(
            manifest, encoder, directory, view, () -> manifest.requireSameIn(folder));
    this.clusterings = new Clusterings(manifest, folder, view, writer);
    this.paraphrases = new Paraphrases(manifest, folder, view, clusterings::fields);
    this.engine =
        new SearchEngine(manifest, clusterings::fields, encoder, view, manifest.cursorKey());
    this.refresher = new Refresher(manifest.name(), writer::refresh, options.refreshInterval());
  }

  static VectorCollection open(Path folder, SentenceEncoder encoder, CollectionOptions options) {
    CollectionManifest manifest = CollectionManifest.read(folder);
    manifest.model().require(encoder.model(), manifest.name());
    try {
      Directory directory = FSDirectory.open(folder.resolve(INDEX_FOLDER));
      CollectionView view = null;
      try {
        if (options.verify()) {
          IndexFiles.verify(directory);
        }
        view = new CollectionView(directory);
        return new VectorCollection(folder, manifest, encoder, directory, view, options);
      } catch (IOException | RuntimeException e) {
        IOUtils.close(view, directory);
        throw e;
      }
    } catch (IOException e) {
      throw IndexFiles.failure("open", manifest.name(), e);
    }
  }

  /** Writes the files of a collection without documents into an existing empty folder. */
  static void create(Path folder, CollectionManifest manifest) throws IOException {
    VectorFunction.of(manifest.model().similarity());
    try (Directory directory = FSDirectory.open(folder.resolve(INDEX_FOLDER));
        IndexWriter writer = new IndexWriter(directory, WriterSettings.of(manifest))) {
      writer.commit();
    }
    manifest.write(folder);
  }

  /** What it was made with. */
  public CollectionManifest manifest() {
    return manifest;
  }

  /** The model that it encodes with; the caller's. */
  public SentenceEncoder encoder() {
    return encoder;
  }

  /** How many documents searches see. */
  public int size() {
    return read("count", v -> v.read(s -> s.count(BlockLayout.documents())));
  }

  /**
   * Applies changes and returns when they are on disk. Each stands for itself: one that breaks a
   * rule is rejected, the others happen. Texts are encoded in one batch; changes of one document
   * happen in order.
   *
   * @param progress told how many passages are encoded, asked whether to stop
   * @return what became of each change, in order
   * @throws SemblanceException {@code STORAGE_FAILURE} when the disk refused; then it is not known
   *     which of the changes happened
   */
  public List<ChangeResult> write(List<Change> changes, Progress progress) {
    Applied applied = apply(prepare(changes, progress));
    awaitDurable(applied);
    return applied.results();
  }

  Prepared prepare(List<Change> changes, Progress progress) {
    return read("write to", v -> writer.prepare(changes, progress));
  }

  Applied apply(Prepared prepared) {
    return read("write to", v -> writer.apply(prepared));
  }

  void awaitDurable(Applied applied) {
    read(
        "write to",
        v -> {
          applied.awaitDurable();
          return applied;
        });
  }

  /** Adds or replaces documents; the first that is rejected is thrown after the others are kept. */
  public List<ChangeResult> upsert(List<SourceDocument> documents, Progress progress) {
    List<Change> changes = new ArrayList<>(documents.size());
    documents.forEach(document -> changes.add(new Change.Upsert(document)));
    List<ChangeResult> results = write(changes, progress);
    for (ChangeResult result : results) {
      if (result.problem() != null) {
        throw result.problem();
      }
    }
    return results;
  }

  /**
   * Removes all documents that pass a filter, as they are when it begins.
   *
   * @return how many were removed
   */
  public long deleteWhere(Filter filter, Progress progress) {
    refresh();
    List<String> ids = new ArrayList<>();
    read("search", v -> v.read(s -> DocumentScan.ids(s, fields(s), filter, ids::add)));
    long deleted = 0;
    for (int from = 0; from < ids.size(); from += DELETE_BATCH) {
      progress.throwIfCancelled("deleting");
      List<Change> batch = new ArrayList<>();
      ids.subList(from, Math.min(ids.size(), from + DELETE_BATCH))
          .forEach(id -> batch.add(new Change.Delete(id)));
      deleted += write(batch, Progress.NONE).stream().filter(ChangeResult::isSuccess).count();
      progress.advancedTo(deleted);
    }
    return deleted;
  }

  /** Lets searches see every change that was made before. */
  public void refresh() {
    read(
        "refresh",
        v -> {
          writer.refresh();
          return v;
        });
  }

  /** How large it is and what it is doing. */
  public CollectionStats stats() {
    return read(
        "read", v -> v.read(s -> IndexStatistics.of(s, writer.peek(), options.refreshInterval())));
  }

  /**
   * Merges segments, which makes searches faster and drops deleted documents; takes as long as
   * building the graph anew. Writes and searches go on. Worth it when nothing is written for a
   * while.
   *
   * @param segments how many may be left, at least 1
   * @param progress told how many bytes were written
   * @throws SemblanceException {@code CANCELLED}; what was merged by then stays
   */
  public OptimizeReport optimize(int segments, Progress progress) {
    Limits.require("segments", segments, 1, Integer.MAX_VALUE);
    refresh();
    CollectionStats before = stats();
    long start = System.nanoTime();
    read(
        "optimize",
        v ->
            writer.work(
                (index, commit) -> {
                  new IndexMerging(index, commit, progress).to(segments);
                  return v;
                }));
    refresh();
    CollectionStats after = stats();
    return new OptimizeReport(
        before.segments(),
        after.segments(),
        before.bytes(),
        after.bytes(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * Removes deleted and replaced documents from the collection's files for good, and makes sure of
   * it; {@link PurgeReport} says what is out of reach. Writes and searches go on.
   *
   * @param progress told how many bytes were written
   * @throws SemblanceException {@code STORAGE_FAILURE} when files could not be removed, {@code
   *     CANCELLED}
   */
  public PurgeReport purge(Progress progress) {
    PurgeReport report =
        read(
            "purge",
            v ->
                writer.work(
                    (index, commit) -> new Purge(new IndexMerging(index, commit, progress)).run()));
    clusterings.dropCaches();
    refresh();
    return report;
  }

  /**
   * Measures how good and how fast its graph is. Writes and searches go on, but make it measure
   * them too.
   *
   * @param given vectors to search with, not to be changed; empty to draw some of those stored
   * @param progress told how many searches were made; there are as many for each row as queries
   * @throws SemblanceException {@code INVALID_REQUEST} when there is nothing to search, {@code
   *     CANCELLED}
   */
  public IndexReport measure(IndexReportOptions options, List<float[]> given, Progress progress) {
    refresh();
    return read(
        "measure",
        v ->
            v.read(
                s ->
                    new IndexReporting(this, options, progress)
                        .run(folder, (DirectoryReader) s.getIndexReader(), given)));
  }

  /** A document with its version, as searches see it. */
  public Optional<VersionedDocument> find(String id) {
    return read(
        "read",
        v ->
            v.read(
                searcher -> {
                  StoredDocument stored = StoredDocument.find(searcher.getIndexReader(), id);
                  return stored == null
                      ? Optional.empty()
                      : Optional.of(
                          new VersionedDocument(
                              stored.source(manifest.schema()), stored.version()));
                }));
  }

  /** Where the passages of a document are, in order; none when there is no such document. */
  public List<Passage> passages(String id) {
    return read(
        "read",
        v ->
            v.read(
                searcher -> {
                  StoredDocument stored = StoredDocument.find(searcher.getIndexReader(), id);
                  return stored == null
                      ? List.of()
                      : stored.passages(manifest.schema()).stream()
                          .map(EncodedPassage::passage)
                          .toList();
                }));
  }

  /**
   * Hands over every document that passes a filter, in no order, all from one view.
   *
   * @param filter null for all
   */
  public void forEach(@Nullable Filter filter, Consumer<VersionedDocument> consumer) {
    read("read", v -> v.read(s -> DocumentScan.documents(s, fields(s), filter, consumer)));
  }

  private KnownFields fields(IndexSearcher searcher) {
    return new KnownFields(manifest.schema(), clusterings.fields(searcher.getIndexReader()));
  }

  /** The clusterings that it keeps. */
  public Clusterings clusterings() {
    return clusterings;
  }

  /** Finds those of its documents that say the same. */
  public Paraphrases paraphrases() {
    return paraphrases;
  }

  /**
   * The vectors of its documents, as searches see them, as a matrix; the caller's to close.
   *
   * @param filter which documents; null for all
   * @param progress told how many documents were read
   */
  public CollectionVectors vectors(@Nullable Filter filter, Progress progress) {
    return read(
        "read", v -> CollectionVectors.of(manifest, v, clusterings::fields, filter, progress));
  }

  /** Finds documents. */
  public SearchResult search(SearchRequest request) {
    return read("search", v -> engine.search(request));
  }

  /** Frees files and memory. The encoder stays open. */
  @Override
  public void close() {
    refresher.close();
    try (directory;
        view;
        writer) {
      return;
    } catch (IOException e) {
      throw IndexFiles.failure("close", manifest.name(), e);
    }
  }

  private interface Work<T> {
    T on(CollectionView view) throws IOException;
  }

  private <T> T read(String purpose, Work<T> work) {
    try {
      return work.on(view);
    } catch (IOException e) {
      throw IndexFiles.failure(purpose, manifest.name(), e);
    }
  }
}
