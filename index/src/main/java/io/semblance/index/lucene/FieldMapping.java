package io.semblance.index.lucene;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.codecs.lucene95.OrdToDocDISIReaderConfiguration;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.packed.DirectMonotonicReader;
import org.jspecify.annotations.Nullable;

/**
 * What a segment's meta file says of one field; see {@link MappingFiles}.
 *
 * @param delegate name of the format that has the vectors
 * @param documents documents with a vector
 * @param uniqueVectors different vectors
 * @param documentSet which documents those are
 * @param copies null when the n-th document has the n-th vector
 */
record FieldMapping(
    String delegate,
    int documents,
    int uniqueVectors,
    OrdToDocDISIReaderConfiguration documentSet,
    @Nullable Copies copies) {

  /** Where the data file has the vector of each document and the documents of each vector. */
  record Copies(Packed vectors, DirectMonotonicReader.Meta starts, Range startsAt, Packed list) {}

  /** Integers of {@code bits} bits each. */
  record Packed(int bits, Range at) {
    private static final Set<Integer> WIDTHS = Set.of(1, 2, 4, 8, 12, 16, 20, 24, 28, 32);

    static Packed read(IndexInput meta, long count, long dataLength) throws IOException {
      int bits = meta.readByte();
      Range at = Range.read(meta, dataLength);
      if (!WIDTHS.contains(bits) || at.length() < (count * bits + 7) / 8) {
        throw new CorruptIndexException(
            count + " values of " + bits + " bits do not fit into " + at.length() + " bytes", meta);
      }
      return new Packed(bits, at);
    }
  }

  /** Bytes of the data file. */
  record Range(long offset, long length) {
    static Range read(IndexInput meta, long dataLength) throws IOException {
      long offset = meta.readLong();
      long length = meta.readLong();
      if (offset < 0 || length < 0 || offset > dataLength - length) {
        throw new CorruptIndexException(
            "bytes " + offset + " + " + length + " lie outside a file of " + dataLength, meta);
      }
      return new Range(offset, length);
    }
  }

  static FieldMapping read(IndexInput meta, long dataLength) throws IOException {
    String delegate = meta.readString();
    int documents = meta.readVInt();
    int uniqueVectors = meta.readVInt();
    if (uniqueVectors < 0 || documents < uniqueVectors || (documents > 0 && uniqueVectors == 0)) {
      throw new CorruptIndexException(
          documents + " documents cannot have " + uniqueVectors + " vectors", meta);
    }
    OrdToDocDISIReaderConfiguration documentSet =
        OrdToDocDISIReaderConfiguration.fromStoredMeta(meta, documents);
    Copies copies = readCopies(meta, documents, uniqueVectors, dataLength);
    return new FieldMapping(delegate, documents, uniqueVectors, documentSet, copies);
  }

  private static @Nullable Copies readCopies(
      IndexInput meta, int documents, int uniqueVectors, long dataLength) throws IOException {
    byte kind = meta.readByte();
    if (kind == MappingFiles.IDENTITY && documents == uniqueVectors) {
      return null;
    }
    if (kind != MappingFiles.SHARED) {
      throw new CorruptIndexException(
          "mapping of kind " + kind + " for " + documents + " documents", meta);
    }
    Packed vectors = Packed.read(meta, documents, dataLength);
    DirectMonotonicReader.Meta starts =
        DirectMonotonicReader.loadMeta(
            meta, uniqueVectors + 1L, MappingFiles.MONOTONIC_BLOCK_SHIFT);
    Range startsAt = Range.read(meta, dataLength);
    return new Copies(vectors, starts, startsAt, Packed.read(meta, documents, dataLength));
  }

  /** Bytes of the data file, without the set of documents. */
  long sizeInBytes() {
    return copies == null
        ? 0
        : copies.vectors().at().length() + copies.startsAt().length() + copies.list().at().length();
  }
}
