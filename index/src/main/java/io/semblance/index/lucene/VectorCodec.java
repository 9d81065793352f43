package io.semblance.index.lucene;

import io.semblance.index.HnswParameters;
import io.semblance.index.VectorPrecision;
import java.util.Set;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;

/**
 * A codec for an index writer of one's own: {@code config.setCodec(VectorCodec.of(…, "vector"))}.
 * The named fields are stored by {@link VectorFormats}, everything else as Lucene does. Readers
 * need no codec, only this library on the class path. Safe for many threads.
 */
public final class VectorCodec {
  private VectorCodec() {}

  /**
   * Lucene 10.6's codec with another format for some fields.
   *
   * @param fields names of vector fields, at least one
   */
  public static Codec of(HnswParameters hnsw, VectorPrecision precision, String... fields) {
    if (fields.length == 0) {
      throw new IllegalArgumentException("fields must name at least one vector field, got: none");
    }
    return new FieldsCodec(VectorFormats.of(hnsw, precision), Set.of(fields));
  }

  private static final class FieldsCodec extends Lucene104Codec {
    private final KnnVectorsFormat format;
    private final Set<String> fields;

    FieldsCodec(KnnVectorsFormat format, Set<String> fields) {
      this.format = format;
      this.fields = fields;
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return fields.contains(field) ? format : super.getKnnVectorsFormatForField(field);
    }
  }
}
