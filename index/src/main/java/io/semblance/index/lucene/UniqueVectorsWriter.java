package io.semblance.index.lucene;

import io.semblance.error.SemblanceException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Writes a segment in {@link UniqueVectorsFormat}: a writer of the delegate for each field, since
 * each field has its own number of unique vectors, and one mapping for all. One thread at a time.
 */
final class UniqueVectorsWriter extends KnnVectorsWriter {
  private final KnnVectorsFormat format;
  private final SegmentWriteState state;
  private final MappingWriter mapping;
  private final List<KnnVectorsWriter> delegates = new ArrayList<>();
  private final List<UniqueFieldWriter> fields = new ArrayList<>();

  UniqueVectorsWriter(KnnVectorsFormat format, SegmentWriteState state) throws IOException {
    this.format = format;
    this.state = state;
    this.mapping = MappingWriter.create(state);
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    requireFloats(field);
    UniqueFieldWriter writer = new UniqueFieldWriter(field, delegate(field, state.segmentInfo));
    fields.add(writer);
    return writer;
  }

  private static void requireFloats(FieldInfo field) {
    if (field.getVectorEncoding() != VectorEncoding.FLOAT32) {
      throw SemblanceException.invalid(
          UniqueVectorsFormat.NAME
              + " stores float vectors; store the byte vectors of field '"
              + field.name
              + "' in another format");
    }
  }

  private KnnVectorsWriter delegate(FieldInfo field, SegmentInfo segment) throws IOException {
    SegmentWriteState delegateState =
        new SegmentWriteState(
            state.infoStream,
            state.directory,
            segment,
            state.fieldInfos,
            state.segUpdates,
            state.context,
            MappingFiles.delegateSuffix(state.segmentSuffix, field.number));
    KnnVectorsWriter delegate = format.fieldsWriter(delegateState);
    delegates.add(delegate);
    return delegate;
  }

  @Override
  public void flush(int maxDoc, Sorter.@Nullable DocMap order) throws IOException {
    for (UniqueFieldWriter field : fields) {
      field.flush(mapping, format.getName(), maxDoc, order);
    }
  }

  @Override
  public IORunnable mergeOneField(FieldInfo field, MergeState merge) throws IOException {
    requireFloats(field);
    VectorMerge vectors = VectorMerge.plan(field, merge);
    MergeState virtual = vectors.virtualMerge();
    int maxDoc = state.segmentInfo.maxDoc();
    mapping.writeField(
        field.number, format.getName(), vectors.owners(maxDoc), vectors.uniqueVectors(), maxDoc);
    return delegate(field, virtual.segmentInfo).mergeOneField(field, virtual);
  }

  @Override
  public void finish() throws IOException {
    for (KnnVectorsWriter delegate : delegates) {
      delegate.finish();
    }
    mapping.finish();
  }

  @Override
  public void close() throws IOException {
    List<Closeable> all = new ArrayList<>(delegates);
    all.add(mapping);
    IOUtils.close(all);
  }

  @Override
  public long ramBytesUsed() {
    long bytes = 0;
    for (KnnVectorsWriter delegate : delegates) {
      bytes += delegate.ramBytesUsed();
    }
    for (UniqueFieldWriter field : fields) {
      bytes += field.ramBytesUsed();
    }
    return bytes;
  }
}
