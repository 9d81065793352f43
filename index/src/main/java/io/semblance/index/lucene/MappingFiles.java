package io.semblance.index.lucene;

import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfo;

/**
 * The two files of {@link UniqueVectorsFormat} that say which document has which vector.
 *
 * <p>Both begin with an index header and end with a checksum. The meta file ({@code .uvm}) is read
 * and its checksum verified when a segment is opened:
 *
 * <pre>
 * for each field:
 *   int     number of the field
 *   String  name of the delegate format
 *   vInt    documents with a vector
 *   vInt    unique vectors
 *   the document set as Lucene's own vector formats write it (dense: nothing in the data file)
 *   byte    0: the n-th document has the n-th vector; 1: see the following
 *   byte    bits of a vector's ordinal;    long, long: offset and length of the vector of each document
 *   starts of the copies of each vector (monotonic);  long, long: their offset and length
 *   byte    bits of a document's index;    long, long: offset and length of the copies
 * int -1
 * </pre>
 *
 * <p>The data file ({@code .uvd}) is mapped and verified by {@code checkIntegrity}. The vectors and
 * the graph are in the delegate's files, whose suffix ends in the number of the field.
 */
final class MappingFiles {
  static final String META_CODEC = "SemblanceUniqueVectorsMeta";
  static final String DATA_CODEC = "SemblanceUniqueVectorsData";
  static final int VERSION = 0;
  static final int MONOTONIC_BLOCK_SHIFT = 16;
  static final int END_OF_FIELDS = -1;
  static final byte IDENTITY = 0;
  static final byte SHARED = 1;

  static final String DATA_EXTENSION = "uvd";
  private static final String META_EXTENSION = "uvm";

  private MappingFiles() {}

  static String meta(SegmentInfo segment, String suffix) {
    return IndexFileNames.segmentFileName(segment.name, suffix, META_EXTENSION);
  }

  static String data(SegmentInfo segment, String suffix) {
    return IndexFileNames.segmentFileName(segment.name, suffix, DATA_EXTENSION);
  }

  /** Suffix of the delegate's files of one field; Lucene allows one underscore in it. */
  static String delegateSuffix(String suffix, int fieldNumber) {
    String number = Integer.toString(fieldNumber, Character.MAX_RADIX);
    return suffix.isEmpty() ? number : suffix + "f" + number;
  }
}
