package io.semblance.index.lucene;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.lucene95.OrdToDocDISIReaderConfiguration;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.packed.DirectMonotonicWriter;
import org.apache.lucene.util.packed.DirectWriter;

/** Writes the files that {@link MappingFiles} describes. One thread at a time. */
final class MappingWriter implements Closeable {
  private final IndexOutput meta;
  private final IndexOutput data;

  private MappingWriter(IndexOutput meta, IndexOutput data) {
    this.meta = meta;
    this.data = data;
  }

  static MappingWriter create(SegmentWriteState state) throws IOException {
    IndexOutput meta =
        state.directory.createOutput(
            MappingFiles.meta(state.segmentInfo, state.segmentSuffix), state.context);
    try {
      IndexOutput data =
          state.directory.createOutput(
              MappingFiles.data(state.segmentInfo, state.segmentSuffix), state.context);
      MappingWriter writer = new MappingWriter(meta, data);
      writer.writeHeaders(state);
      return writer;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, meta);
      throw t;
    }
  }

  private void writeHeaders(SegmentWriteState state) throws IOException {
    byte[] segment = state.segmentInfo.getId();
    String suffix = state.segmentSuffix;
    try {
      CodecUtil.writeIndexHeader(
          meta, MappingFiles.META_CODEC, MappingFiles.VERSION, segment, suffix);
      CodecUtil.writeIndexHeader(
          data, MappingFiles.DATA_CODEC, MappingFiles.VERSION, segment, suffix);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, data);
      throw t;
    }
  }

  void writeField(
      int fieldNumber, String delegate, VectorOwners owners, int uniqueVectors, int maxDoc)
      throws IOException {
    meta.writeInt(fieldNumber);
    meta.writeString(delegate);
    meta.writeVInt(owners.size());
    meta.writeVInt(uniqueVectors);
    OrdToDocDISIReaderConfiguration.writeStoredMeta(
        MappingFiles.MONOTONIC_BLOCK_SHIFT, meta, data, owners.size(), maxDoc, owners.documents());
    if (owners.isIdentity(uniqueVectors)) {
      meta.writeByte(MappingFiles.IDENTITY);
      return;
    }
    meta.writeByte(MappingFiles.SHARED);
    writeVectorOfDocuments(owners, uniqueVectors);
    int[] starts = owners.starts(uniqueVectors);
    writeStarts(starts);
    writePacked(owners.copies(starts), owners.size());
  }

  private void writeVectorOfDocuments(VectorOwners owners, int uniqueVectors) throws IOException {
    int bits = DirectWriter.unsignedBitsRequired(uniqueVectors - 1L);
    long offset = data.getFilePointer();
    DirectWriter values = DirectWriter.getInstance(data, owners.size(), bits);
    for (int i = 0; i < owners.size(); i++) {
      values.add(owners.vector(i));
    }
    values.finish();
    meta.writeByte((byte) bits);
    writeRange(offset);
  }

  private void writeStarts(int[] starts) throws IOException {
    long offset = data.getFilePointer();
    DirectMonotonicWriter values =
        DirectMonotonicWriter.getInstance(
            meta, data, starts.length, MappingFiles.MONOTONIC_BLOCK_SHIFT);
    for (int start : starts) {
      values.add(start);
    }
    values.finish();
    writeRange(offset);
  }

  private void writePacked(int[] copies, int documents) throws IOException {
    int bits = DirectWriter.unsignedBitsRequired(documents - 1L);
    long offset = data.getFilePointer();
    DirectWriter values = DirectWriter.getInstance(data, copies.length, bits);
    for (int copy : copies) {
      values.add(copy);
    }
    values.finish();
    meta.writeByte((byte) bits);
    writeRange(offset);
  }

  private void writeRange(long offset) throws IOException {
    meta.writeLong(offset);
    meta.writeLong(data.getFilePointer() - offset);
  }

  void finish() throws IOException {
    meta.writeInt(MappingFiles.END_OF_FIELDS);
    CodecUtil.writeFooter(meta);
    CodecUtil.writeFooter(data);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(meta, data);
  }
}
