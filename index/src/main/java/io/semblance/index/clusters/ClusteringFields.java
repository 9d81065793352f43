package io.semblance.index.clusters;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.field.ClusterField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.util.BytesRef;

/**
 * How a document carries its place in a clustering: doc values in the fields of the clustering's
 * slot.
 *
 * <p>{@code _cluster.SLOT} is a {@link ClusterField#value}. {@code _point.SLOT} is {@value
 * #POINT_BYTES} bytes, big endian: cosine, outlier score, probability, x, y (floats, NaN for none),
 * 1 when assigned later and else 0. {@code _exemplar.SLOT} is only on documents that stand for
 * their cluster: {@code run * 2^28 + cluster * 16 + rank}, rank from 0.
 */
final class ClusteringFields {
  /** Most exemplars of a cluster. */
  static final int MAX_EXEMPLARS = 16;

  private static final int POINT_BYTES = 5 * Float.BYTES + 1;
  private static final int RUN_SHIFT = 28;
  private static final int CLUSTER_SHIFT = 4;

  private ClusteringFields() {}

  static String label(int slot) {
    return "_cluster." + slot;
  }

  static String point(int slot) {
    return "_point." + slot;
  }

  static String exemplar(int slot) {
    return "_exemplar." + slot;
  }

  /**
   * The fields of a document.
   *
   * @param rank among those that stand for its cluster; -1 when it does not
   */
  static Field[] of(ClusterField field, int slot, ClusterPoint point, int rank) {
    List<Field> fields = new ArrayList<>(3);
    fields.add(new NumericDocValuesField(label(slot), field.value(point.cluster())));
    fields.add(new BinaryDocValuesField(point(slot), bytes(point)));
    if (rank >= 0) {
      long value = field.run() << RUN_SHIFT | (long) point.cluster() << CLUSTER_SHIFT | (long) rank;
      fields.add(new NumericDocValuesField(exemplar(slot), value));
    }
    return fields.toArray(new Field[0]);
  }

  private static BytesRef bytes(ClusterPoint point) {
    ClusterPoint.Position at = point.position();
    Float probability = point.probability();
    ByteBuffer bytes =
        ByteBuffer.allocate(POINT_BYTES)
            .putFloat(point.cosine())
            .putFloat(point.outlierScore())
            .putFloat(probability == null ? Float.NaN : probability)
            .putFloat(at == null ? Float.NaN : at.x())
            .putFloat(at == null ? Float.NaN : at.y())
            .put((byte) (point.assigned() ? 1 : 0));
    return new BytesRef(bytes.array());
  }

  /** Reads a point. */
  static ClusterPoint point(String id, int cluster, BytesRef bytes) {
    if (bytes.length != POINT_BYTES) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE,
          "a place in a clustering has " + POINT_BYTES + " bytes, got: " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
    float cosine = buffer.getFloat();
    float outlierScore = buffer.getFloat();
    float probability = buffer.getFloat();
    float x = buffer.getFloat();
    float y = buffer.getFloat();
    return new ClusterPoint(
        id,
        cluster,
        cosine,
        outlierScore,
        Float.isNaN(probability) ? null : probability,
        Float.isNaN(x) ? null : new ClusterPoint.Position(x, y),
        buffer.get() != 0);
  }

  /** Whether a value of {@code _exemplar} is of a run. */
  static boolean isExemplarOf(long run, long value) {
    return value >>> RUN_SHIFT == run;
  }

  static int clusterOfExemplar(long value) {
    return (int) (value & (1L << RUN_SHIFT) - 1) >>> CLUSTER_SHIFT;
  }

  static int rankOfExemplar(long value) {
    return (int) (value & MAX_EXEMPLARS - 1);
  }
}
