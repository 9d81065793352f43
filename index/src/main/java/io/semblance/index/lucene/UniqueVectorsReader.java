package io.semblance.index.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;

/** Reads a segment in {@link UniqueVectorsFormat}. Safe for many threads. */
final class UniqueVectorsReader extends KnnVectorsReader {
  private final IndexInput data;
  private final Map<String, Field> fields;

  /** A field: the delegate's reader of its unique vectors, and which document has which. */
  private record Field(
      KnnVectorsReader vectors, FieldMapping mapping, VectorSimilarityFunction similarity) {
    Field withVectors(KnnVectorsReader other) {
      return new Field(other, mapping, similarity);
    }
  }

  private UniqueVectorsReader(IndexInput data, Map<String, Field> fields) {
    this.data = data;
    this.fields = fields;
  }

  static UniqueVectorsReader open(SegmentReadState state) throws IOException {
    String dataFile = MappingFiles.data(state.segmentInfo, state.segmentSuffix);
    IndexInput data = state.directory.openInput(dataFile, state.context);
    UniqueVectorsReader reader = new UniqueVectorsReader(data, new HashMap<>());
    try {
      CodecUtil.retrieveChecksum(data);
      data.seek(0);
      checkHeader(data, MappingFiles.DATA_CODEC, state);
      reader.openFields(state);
      return reader;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, reader);
      throw t;
    }
  }

  private void openFields(SegmentReadState state) throws IOException {
    String metaFile = MappingFiles.meta(state.segmentInfo, state.segmentSuffix);
    try (IndexInput meta = state.directory.openInput(metaFile, state.context)) {
      CodecUtil.checksumEntireFile(meta);
      meta.seek(0);
      checkHeader(meta, MappingFiles.META_CODEC, state);
      for (int number = meta.readInt();
          number != MappingFiles.END_OF_FIELDS;
          number = meta.readInt()) {
        openField(meta, number, state);
      }
    }
  }

  private static void checkHeader(IndexInput file, String codec, SegmentReadState state)
      throws IOException {
    byte[] segment = state.segmentInfo.getId();
    CodecUtil.checkIndexHeader(
        file, codec, MappingFiles.VERSION, MappingFiles.VERSION, segment, state.segmentSuffix);
  }

  private void openField(IndexInput meta, int number, SegmentReadState state) throws IOException {
    FieldInfo info = state.fieldInfos.fieldInfo(number);
    if (info == null || !info.hasVectorValues()) {
      throw new CorruptIndexException("field number " + number + " has no vectors", meta);
    }
    FieldMapping mapping = FieldMapping.read(meta, data.length());
    String suffix = MappingFiles.delegateSuffix(state.segmentSuffix, number);
    KnnVectorsReader vectors =
        delegate(mapping.delegate(), meta).fieldsReader(new SegmentReadState(state, suffix));
    fields.put(info.name, new Field(vectors, mapping, info.getVectorSimilarityFunction()));
  }

  private static KnnVectorsFormat delegate(String name, IndexInput meta) throws IOException {
    if (!KnnVectorsFormat.availableKnnVectorsFormats().contains(name)) {
      throw new CorruptIndexException(
          "vectors are stored in format '" + name + "', which is not on the class path", meta);
    }
    return KnnVectorsFormat.forName(name);
  }

  private Field field(String name) {
    Field field = fields.get(name);
    if (field == null) {
      throw new IllegalArgumentException("field '" + name + "' has no vectors in this segment");
    }
    return field;
  }

  boolean hasField(String name) {
    return fields.containsKey(name);
  }

  /** The delegate's reader of a field, whose documents are the unique vectors. */
  KnnVectorsReader uniqueVectors(String name) {
    return field(name).vectors();
  }

  DocumentMapping mapping(String name) throws IOException {
    return DocumentMapping.open(field(name).mapping(), data);
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String name) throws IOException {
    return documentValues(name, field(name).vectors().getFloatVectorValues(name));
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String name, DataAccessHint hint)
      throws IOException {
    return documentValues(name, field(name).vectors().getFloatVectorValues(name, hint));
  }

  private FloatVectorValues documentValues(String name, FloatVectorValues unique)
      throws IOException {
    Field field = field(name);
    return new DocumentVectorValues(
        unique, () -> DocumentMapping.open(field.mapping(), data), field.similarity());
  }

  @Override
  public ByteVectorValues getByteVectorValues(String name) {
    throw refuseBytes(name);
  }

  @Override
  public void search(String name, float[] target, KnnCollector collector, AcceptDocs accepted)
      throws IOException {
    Field field = field(name);
    DocumentMapping mapping = DocumentMapping.open(field.mapping(), data);
    Bits documents = accepted.bits();
    DocumentCollector collected = DocumentCollector.of(collector, mapping, documents);
    AcceptDocs vectors =
        documents == null ? AcceptedVectors.all(mapping) : new AcceptedVectors(mapping, accepted);
    field.vectors().search(name, target, collected, vectors);
  }

  @Override
  public void search(String name, byte[] target, KnnCollector collector, AcceptDocs accepted) {
    throw refuseBytes(name);
  }

  private static IllegalStateException refuseBytes(String name) {
    return new IllegalStateException(
        "field '" + name + "' has float vectors, not byte vectors: " + UniqueVectorsFormat.NAME);
  }

  @Override
  public int getVectorCount(FieldInfo field) {
    return field(field.name).mapping().documents();
  }

  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
    return mergeOffHeapByteSizeMaps(
        field(field.name).vectors().getOffHeapByteSize(field),
        Map.of(MappingFiles.DATA_EXTENSION, field(field.name).mapping().sizeInBytes()));
  }

  @Override
  public UniqueVectorsReader getMergeInstance() throws IOException {
    Map<String, Field> merging = new HashMap<>();
    for (Map.Entry<String, Field> field : fields.entrySet()) {
      Field open = field.getValue();
      merging.put(field.getKey(), open.withVectors(open.vectors().getMergeInstance()));
    }
    return new UniqueVectorsReader(data, merging);
  }

  @Override
  public void finishMerge() throws IOException {
    for (Field field : fields.values()) {
      field.vectors().finishMerge();
    }
  }

  @Override
  public void checkIntegrity() throws IOException {
    CodecUtil.checksumEntireFile(data);
    for (Field field : fields.values()) {
      field.vectors().checkIntegrity();
    }
  }

  @Override
  public void close() throws IOException {
    List<Closeable> all = new ArrayList<>();
    fields.values().forEach(field -> all.add(field.vectors()));
    all.add(data);
    IOUtils.close(all);
  }
}
