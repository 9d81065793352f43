package io.semblance.index;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Documents on disk and their vectors. Safe for many threads. Any number of processes may search a
 * collection, one at a time may write to it.
 *
 * <p>What was added is lost in a crash and invisible to searches until {@link #commit()} returns;
 * from then on it is on disk. A full or failing disk makes {@code commit} fail and leaves the
 * collection as it was after the last one.
 */
public final class VectorCollection implements AutoCloseable {
  static final String INDEX_FOLDER = "index";

  private final CollectionManifest manifest;
  private final SentenceEncoder encoder;
  private final VectorFunction function;
  private final Directory directory;
  private final SearcherManager searchers;
  private @Nullable IndexWriter writer;

  private VectorCollection(
      CollectionManifest manifest,
      SentenceEncoder encoder,
      Directory directory,
      SearcherManager searchers) {
    this.manifest = manifest;
    this.encoder = encoder;
    this.function = VectorFunction.of(manifest.similarity());
    this.directory = directory;
    this.searchers = searchers;
  }

  static VectorCollection open(Path folder, SentenceEncoder encoder) {
    CollectionManifest manifest = CollectionManifest.read(folder);
    manifest.requireModel(encoder.model());
    try {
      Directory directory = FSDirectory.open(folder.resolve(INDEX_FOLDER));
      try {
        return new VectorCollection(
            manifest, encoder, directory, new SearcherManager(directory, null));
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw storageFailure("open", manifest.name(), e);
    }
  }

  /** Writes the files of a collection without documents into an existing empty folder. */
  static void create(Path folder, CollectionManifest manifest) throws IOException {
    VectorFunction.of(manifest.similarity());
    try (Directory directory = FSDirectory.open(folder.resolve(INDEX_FOLDER));
        IndexWriter writer = new IndexWriter(directory, WriterSettings.of(manifest))) {
      writer.commit();
    }
    manifest.write(folder);
  }

  public CollectionManifest manifest() {
    return manifest;
  }

  /** How many documents searches see. */
  public int size() {
    return search("count", searcher -> searcher.getIndexReader().numDocs());
  }

  /**
   * Adds documents, replacing those with the same id.
   *
   * @param progress told how many of {@code documents} are encoded, asked whether to stop
   */
  public void upsert(List<SourceDocument> documents, Progress progress) {
    List<String> texts = documents.stream().map(SourceDocument::searchableText).toList();
    try (Embeddings embeddings = encoder.encode(texts, InputType.DOCUMENT, progress)) {
      upsert(documents, embeddings.vectors());
    }
  }

  /**
   * Adds documents with their vectors, replacing those with the same id.
   *
   * @param vectors one row a document, of the collection's dimension, finite and not all zero
   */
  public void upsert(List<SourceDocument> documents, EmbeddingMatrix vectors) {
    if (documents.size() != vectors.rows()) {
      throw SemblanceException.invalid(
          "each document needs one vector, got: " + documents.size() + " and " + vectors.rows());
    }
    if (vectors.dimension() != manifest.dimension()) {
      throw new SemblanceException(
          ErrorCode.CONFLICT,
          "dimension mismatch: collection '"
              + manifest.name()
              + "' has "
              + manifest.dimension()
              + ", vectors have "
              + vectors.dimension());
    }
    try {
      IndexWriter open = writer();
      for (int i = 0; i < documents.size(); i++) {
        SourceDocument document = documents.get(i);
        float[] vector = checked(document.id(), vectors.copyRow(i));
        open.updateDocument(
            DocumentFields.idTerm(document.id()),
            DocumentFields.toLucene(document, function.prepare(vector), function));
      }
    } catch (IOException e) {
      throw storageFailure("write to", manifest.name(), e);
    }
  }

  private static float[] checked(String id, float[] vector) {
    if (!Vectors.isFinite(vector) || Vectors.norm(vector) == 0) {
      throw SemblanceException.invalid(
          "the vector of document '" + id + "' must be finite and not all zero");
    }
    return vector;
  }

  /** Makes all that was added durable and visible; returns when it is. */
  public synchronized void commit() {
    try {
      if (writer != null) {
        writer.commit();
        searchers.maybeRefreshBlocking();
      }
    } catch (IOException e) {
      throw storageFailure("commit to", manifest.name(), e);
    }
  }

  /** Finds documents; sees what was committed before. */
  public SearchResult search(SearchRequest request) {
    long start = System.nanoTime();
    float @Nullable [] query =
        request.mode() == SearchMode.LEXICAL
            ? null
            : encoder.encode(request.query(), InputType.QUERY);
    Duration encoding = query == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
    return search("search", searcher -> search(searcher, request, query, encoding));
  }

  private SearchResult search(
      IndexSearcher searcher, SearchRequest request, float @Nullable [] query, Duration encoding)
      throws IOException {
    long start = System.nanoTime();
    int documents = searcher.getIndexReader().numDocs();
    Scan scan = DenseSearch.resolve(request.scan(), documents);
    DenseSearch dense = query == null ? null : new DenseSearch(searcher, function, query);
    List<SearchHit> hits =
        documents == 0 ? List.of() : new Snapshot(searcher, request, dense).hits(scan);
    return new SearchResult(
        hits, scan, documents, encoding, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Frees files and memory; what was not committed is dropped. The encoder stays open. */
  @Override
  public synchronized void close() {
    try (directory;
        searchers) {
      if (writer != null) {
        writer.rollback();
        writer = null;
      }
    } catch (IOException e) {
      throw storageFailure("close", manifest.name(), e);
    }
  }

  private synchronized IndexWriter writer() throws IOException {
    if (writer == null) {
      writer = new IndexWriter(directory, WriterSettings.of(manifest));
    }
    return writer;
  }

  private interface Read<T> {
    T from(IndexSearcher searcher) throws IOException;
  }

  private <T> T search(String purpose, Read<T> read) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return read.from(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw storageFailure(purpose, manifest.name(), e);
    }
  }

  static SemblanceException storageFailure(String action, String name, IOException cause) {
    String reason =
        cause instanceof LockObtainFailedException
            ? "another process is writing to it"
            : cause.toString();
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot " + action + " collection '" + name + "': " + reason,
        cause);
  }
}
