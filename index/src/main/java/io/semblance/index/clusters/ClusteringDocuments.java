package io.semblance.index.clusters;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.field.ClusterFields;
import io.semblance.index.field.FieldNames;
import io.semblance.index.life.SealedJson;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The Lucene documents that tell what clusterings are: a term for the id, the run as doc values,
 * the clustering as JSON with a checksum, and the centroids, {@code float[clusters][dimension]} in
 * big endian. Remembers what was read of the last runs, which never change. Safe for many threads.
 */
final class ClusteringDocuments {
  private static final String ID = "_clustering";
  private static final String RUN = "_run";
  private static final String JSON = "_about";
  private static final String CENTROIDS = "_centroids";
  private static final Term ALL = new Term(FieldNames.KIND, FieldNames.CLUSTERING);
  private static final int REMEMBERED = 64;

  private final Map<Long, StoredClustering> remembered =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, StoredClustering> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Where a clustering is. */
  private record Place(LeafReaderContext leaf, int doc, long run) {}

  static Term key(String id) {
    return new Term(ID, id);
  }

  /** The document of a clustering, which replaces that of the same {@link #key}. */
  static Document toDocument(StoredClustering clustering, float[][] centroids) throws IOException {
    Document document = new Document();
    document.add(new StringField(FieldNames.KIND, FieldNames.CLUSTERING, Field.Store.NO));
    document.add(new StringField(ID, clustering.id(), Field.Store.NO));
    document.add(new NumericDocValuesField(RUN, clustering.run()));
    document.add(new StoredField(JSON, SealedJson.bytes(clustering)));
    document.add(new StoredField(CENTROIDS, bytes(centroids)));
    return document;
  }

  private static byte[] bytes(float[][] rows) {
    int floats = rows.length == 0 ? 0 : Math.multiplyExact(rows.length, rows[0].length);
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(floats, Float.BYTES));
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    return bytes.array();
  }

  /** All clusterings of a view, by their ids. */
  List<StoredClustering> list(IndexReader view) throws IOException {
    List<StoredClustering> all = new ArrayList<>();
    for (Place place : places(view, ALL)) {
      all.add(read(place));
    }
    all.sort(Comparator.comparing(StoredClustering::id));
    return all;
  }

  /** A clustering, or null when there is none of this id. */
  @Nullable StoredClustering find(IndexReader view, String id) throws IOException {
    List<Place> places = places(view, key(id));
    return places.isEmpty() ? null : read(places.getFirst());
  }

  private static List<Place> places(IndexReader view, Term term) throws IOException {
    List<Place> places = new ArrayList<>();
    for (LeafReaderContext leaf : view.leaves()) {
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      NumericDocValues runs = leaf.reader().getNumericDocValues(RUN);
      if (postings == null || runs == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if ((live == null || live.get(doc)) && runs.advanceExact(doc)) {
          places.add(new Place(leaf, doc, runs.longValue()));
        }
      }
    }
    return places;
  }

  private StoredClustering read(Place place) throws IOException {
    synchronized (remembered) {
      StoredClustering known = remembered.get(place.run());
      if (known != null) {
        return known;
      }
    }
    StoredClustering read =
        SealedJson.read(
            stored(place, JSON),
            "the clustering of run " + place.run(),
            StoredClustering.class,
            ClusteringDocuments::requireFormat);
    synchronized (remembered) {
      remembered.put(place.run(), read);
    }
    return read;
  }

  private static void requireFormat(JsonNode content) {
    int version = content.path("formatVersion").asInt();
    if (version != StoredClustering.FORMAT_VERSION) {
      throw damaged(
          "a clustering's format version must be "
              + StoredClustering.FORMAT_VERSION
              + ", got: "
              + version
              + "; delete it and make it anew");
    }
  }

  private static byte[] stored(Place place, String field) throws IOException {
    BytesRef bytes =
        place
            .leaf()
            .reader()
            .storedFields()
            .document(place.doc(), Set.of(field))
            .getBinaryValue(field);
    if (bytes == null) {
      throw damaged("a stored clustering has no " + field);
    }
    return BytesRef.deepCopyOf(bytes).bytes;
  }

  /**
   * The centroids of a clustering, in the order of its clusters; the caller's to close.
   *
   * @throws SemblanceException {@code NOT_FOUND} when another run took its place
   */
  EmbeddingMatrix centroids(IndexReader view, StoredClustering clustering, int dimension)
      throws IOException {
    for (Place place : places(view, key(clustering.id()))) {
      if (place.run() == clustering.run()) {
        return matrix(stored(place, CENTROIDS), clustering.clusters().size(), dimension);
      }
    }
    throw SemblanceException.notFound("clustering '" + clustering.id() + "' was replaced");
  }

  private static EmbeddingMatrix matrix(byte[] bytes, int rows, int dimension) {
    if (bytes.length != (long) rows * dimension * Float.BYTES) {
      throw damaged(
          rows
              + " centroids of "
              + dimension
              + " dimensions cannot have "
              + bytes.length
              + " bytes");
    }
    ByteBuffer values = ByteBuffer.wrap(bytes);
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(rows, dimension);
    float[] row = new float[dimension];
    for (int i = 0; i < rows; i++) {
      for (int d = 0; d < dimension; d++) {
        row[d] = values.getFloat();
      }
      matrix.setRow(i, row);
    }
    return matrix;
  }

  private static SemblanceException damaged(String problem) {
    return new SemblanceException(ErrorCode.STORAGE_FAILURE, problem);
  }

  /** The clusterings of a view as fields. */
  ClusterFields fields(IndexReader view) {
    return id -> {
      try {
        StoredClustering clustering = find(view, id);
        if (clustering == null) {
          throw ClusterFields.unknown(id, known(view));
        }
        return clustering.field();
      } catch (IOException e) {
        throw new SemblanceException(
            ErrorCode.STORAGE_FAILURE, "cannot read clustering '" + id + "': " + e, e);
      }
    };
  }

  private String known(IndexReader view) throws IOException {
    List<String> ids = list(view).stream().map(StoredClustering::id).toList();
    return ids.isEmpty() ? "there are none" : "there are: " + String.join(", ", ids);
  }
}
