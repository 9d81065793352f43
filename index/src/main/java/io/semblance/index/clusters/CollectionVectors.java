package io.semblance.index.clusters;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionManifest;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.block.VectorFunction;
import io.semblance.index.field.ClusterFields;
import io.semblance.index.field.FilterQueries;
import io.semblance.index.field.KnownFields;
import io.semblance.index.filter.Filter;
import io.semblance.index.life.CommitData;
import io.semblance.index.life.IndexFiles;
import io.semblance.index.search.CollectionView;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * A collection at one moment as a matrix: one unit vector a document, in the order of their ids.
 * The vector of a document is the normalised mean of its passages' vectors; of a single passage it
 * is the passage's own. Writes and searches go on; this view does not change.
 *
 * <p>The matrix is off heap; of a document only its number is on the heap. Ids and texts are read
 * from the view when they are asked for. Safe for many threads. Holds files of the view until it is
 * closed.
 */
public final class CollectionVectors implements AutoCloseable {
  private final CollectionManifest manifest;
  private final CollectionView.Held view;
  private final EmbeddingMatrix matrix;
  private final int[] documents;
  private final int[] withoutVector;

  private CollectionVectors(
      CollectionManifest manifest,
      CollectionView.Held view,
      EmbeddingMatrix matrix,
      int[] documents,
      int[] withoutVector) {
    this.manifest = manifest;
    this.view = view;
    this.matrix = matrix;
    this.documents = documents;
    this.withoutVector = withoutVector;
  }

  /**
   * Reads the newest view.
   *
   * @param filter which documents; null for all
   * @param progress told how many documents were read
   * @throws SemblanceException {@code INVALID_REQUEST} when the filter does not fit the schema,
   *     {@code CANCELLED}
   */
  public static CollectionVectors of(
      CollectionManifest manifest,
      CollectionView collection,
      ClusterFields.Of clusters,
      @Nullable Filter filter,
      Progress progress)
      throws IOException {
    CollectionView.Held view = collection.hold();
    try {
      KnownFields fields =
          new KnownFields(manifest.schema(), clusters.of(view.searcher().getIndexReader()));
      Query query = filter == null ? BlockLayout.documents() : FilterQueries.of(fields, filter);
      return read(manifest, view, query, progress);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileSuppressingExceptions(e, view);
      throw e;
    }
  }

  private static CollectionVectors read(
      CollectionManifest manifest, CollectionView.Held view, Query query, Progress progress)
      throws IOException {
    IndexSearcher searcher = view.searcher();
    int[] all = DocumentOrder.byId(searcher, query);
    Similarity similarity = manifest.model().similarity();
    boolean unitLength = VectorFunction.of(similarity) == VectorFunction.UNIT_DOT;
    MatrixFilling filling =
        new MatrixFilling(searcher.getIndexReader(), manifest.model().dimension(), unitLength);
    MatrixFilling.Filled filled = filling.fill(all, progress);
    return new CollectionVectors(
        manifest, view, filled.matrix(), filled.documents(), filled.withoutVector());
  }

  /** {@code float[rows][dimension]}, all of unit length; closed with this. */
  public EmbeddingMatrix matrix() {
    return matrix;
  }

  /** How many documents have a vector. */
  public int rows() {
    return documents.length;
  }

  /** The id of a row's document. Ids ascend with the rows, as UTF-8. */
  public String id(int row) {
    return read(documents[row], StoredDocument::id);
  }

  /** The version of a row's document. */
  public long version(int row) {
    return read(documents[row], StoredDocument::version);
  }

  /** The text of a row's document: its text fields in order, a space between. */
  public String text(int row) {
    return read(
        documents[row],
        document ->
            document.source(manifest.schema()).searchableText(manifest.schema().textFields()));
  }

  /** How many documents have no vector: no text, or none that gives a direction. */
  public int withoutVector() {
    return withoutVector.length;
  }

  /** Ids of the documents without a vector, ascending; read when the list is walked. */
  public Iterable<String> idsWithoutVector() {
    return () ->
        Arrays.stream(withoutVector).mapToObj(doc -> read(doc, StoredDocument::id)).iterator();
  }

  /**
   * The collection's version that this shows whole: every change up to it is here, and each later
   * one gives its document a greater version.
   */
  public long version() {
    try {
      return CommitData.of((DirectoryReader) view.searcher().getIndexReader()).complete();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Rows of the documents that were changed after a version, ascending. */
  public int[] rowsSince(long version) {
    return IntStream.range(0, rows()).filter(row -> version(row) > version).toArray();
  }

  /** The number of a row's document in the view. */
  int document(int row) {
    return documents[row];
  }

  IndexSearcher searcher() {
    return view.searcher();
  }

  private interface Read<T> {
    T from(StoredDocument document) throws IOException;
  }

  private <T> T read(int document, Read<T> read) {
    try {
      IndexReader reader = view.searcher().getIndexReader();
      return read.from(StoredDocument.at(reader, document));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private SemblanceException failure(IOException cause) {
    return IndexFiles.failure("read", manifest.name(), cause);
  }

  @Override
  public void close() {
    try (matrix;
        view) {
      return;
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
