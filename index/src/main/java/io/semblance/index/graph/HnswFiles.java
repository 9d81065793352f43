package io.semblance.index.graph;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.packed.DirectMonotonicWriter;
import org.jspecify.annotations.Nullable;

/**
 * The two files of a segment's graphs, as {@link Lucene99HnswVectorsFormat} reads them.
 *
 * <p>{@code .vex}, for each field: for each layer from the lowest and each of its rows in order the
 * number of links (vint) and their rows, ascending, as differences (group varint); then the offsets
 * of these lists, monotonic.
 *
 * <p>{@code .vem}, for each field: its number, encoding and similarity (ints), offset and length of
 * its lists (vlongs), dimension (vint), number of rows (int), m and number of layers (vints); for
 * each layer above the lowest the number of its rows and these, ascending, as differences (vints);
 * if there are any lists, where their offsets are (long), how they are blocked (vint), their
 * blocks' parameters and their length (long). It ends with field number -1.
 */
final class HnswFiles implements Closeable {
  private static final String META_CODEC = "Lucene99HnswVectorsFormatMeta";
  private static final String META_EXTENSION = "vem";
  private static final String LINKS_CODEC = "Lucene99HnswVectorsFormatIndex";
  private static final String LINKS_EXTENSION = "vex";
  private static final int VERSION = Lucene99HnswVectorsFormat.VERSION_GROUPVARINT;
  private static final int FLOATS = 1;
  private static final int OFFSETS_BLOCK_SHIFT = 16;

  private final IndexOutput meta;
  private final IndexOutput links;
  private final int m;

  private HnswFiles(IndexOutput meta, IndexOutput links, int m) {
    this.meta = meta;
    this.links = links;
    this.m = m;
  }

  static HnswFiles create(SegmentWriteState state, int m) throws IOException {
    IndexOutput meta = output(state, META_EXTENSION, META_CODEC);
    try {
      return new HnswFiles(meta, output(state, LINKS_EXTENSION, LINKS_CODEC), m);
    } catch (Throwable e) {
      IOUtils.closeWhileSuppressingExceptions(e, meta);
      throw e;
    }
  }

  private static IndexOutput output(SegmentWriteState state, String extension, String codec)
      throws IOException {
    IndexOutput output =
        state.directory.createOutput(
            IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension),
            state.context);
    try {
      CodecUtil.writeIndexHeader(
          output, codec, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
      return output;
    } catch (Throwable e) {
      IOUtils.closeWhileSuppressingExceptions(e, output);
      throw e;
    }
  }

  /**
   * Writes one field.
   *
   * @param graph null when there are too few rows for one
   */
  void write(FieldInfo field, int rows, @Nullable NeighborGraph graph) throws IOException {
    long start = links.getFilePointer();
    int[][] rowsOfLayers = graph == null ? new int[0][] : rowsOfLayers(graph);
    int[][] lengths = graph == null ? new int[0][] : writeLists(graph, rowsOfLayers);
    meta.writeInt(field.number);
    meta.writeInt(FLOATS);
    meta.writeInt(
        Lucene99HnswVectorsReader.SIMILARITY_FUNCTIONS.indexOf(
            field.getVectorSimilarityFunction()));
    meta.writeVLong(start);
    meta.writeVLong(links.getFilePointer() - start);
    meta.writeVInt(field.getVectorDimension());
    meta.writeInt(rows);
    meta.writeVInt(m);
    meta.writeVInt(rowsOfLayers.length);
    for (int layer = 1; layer < rowsOfLayers.length; layer++) {
      writeRows(rowsOfLayers[layer]);
    }
    if (lengths.length > 0) {
      writeOffsets(lengths);
    }
  }

  private static int[][] rowsOfLayers(NeighborGraph graph) {
    int[][] rows = new int[graph.layers().length][];
    for (int layer = 0; layer < rows.length; layer++) {
      rows[layer] = Arrays.copyOf(graph.order().rowOf(), graph.layers()[layer].size());
      Arrays.sort(rows[layer]);
    }
    return rows;
  }

  private int[][] writeLists(NeighborGraph graph, int[][] rowsOfLayers) throws IOException {
    int[] nodeOf = new int[graph.order().rowOf().length];
    for (int node = 0; node < nodeOf.length; node++) {
      nodeOf[graph.order().rowOf()[node]] = node;
    }
    int[][] lengths = new int[rowsOfLayers.length][];
    for (int layer = 0; layer < lengths.length; layer++) {
      lengths[layer] = new int[rowsOfLayers[layer].length];
      int[] list = new int[graph.layers()[layer].width()];
      for (int i = 0; i < lengths[layer].length; i++) {
        long start = links.getFilePointer();
        writeList(graph, layer, nodeOf[rowsOfLayers[layer][i]], list);
        lengths[layer][i] = (int) (links.getFilePointer() - start);
      }
    }
    return lengths;
  }

  private void writeList(NeighborGraph graph, int layer, int node, int[] list) throws IOException {
    LinkLayer from = graph.layers()[layer];
    int count = from.count(node);
    for (int i = 0; i < count; i++) {
      list[i] = graph.order().rowOf()[from.link(node, i)];
    }
    Arrays.sort(list, 0, count);
    for (int i = count - 1; i > 0; i--) {
      list[i] -= list[i - 1];
    }
    links.writeVInt(count);
    links.writeGroupVInts(list, count);
  }

  private void writeRows(int[] rows) throws IOException {
    meta.writeVInt(rows.length);
    int previous = 0;
    for (int row : rows) {
      meta.writeVInt(row - previous);
      previous = row;
    }
  }

  private void writeOffsets(int[][] lengths) throws IOException {
    long start = links.getFilePointer();
    long count = Arrays.stream(lengths).mapToLong(layer -> layer.length).sum();
    meta.writeLong(start);
    meta.writeVInt(OFFSETS_BLOCK_SHIFT);
    DirectMonotonicWriter offsets =
        DirectMonotonicWriter.getInstance(meta, links, count, OFFSETS_BLOCK_SHIFT);
    long offset = 0;
    for (int[] layer : lengths) {
      for (int length : layer) {
        offsets.add(offset);
        offset += length;
      }
    }
    offsets.finish();
    meta.writeLong(links.getFilePointer() - start);
  }

  /** Writes the ends of both files; nothing may be written after this. */
  void finish() throws IOException {
    meta.writeInt(-1);
    CodecUtil.writeFooter(meta);
    CodecUtil.writeFooter(links);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(meta, links);
  }
}
