package io.semblance.clustering.graph;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A graph in a file, for those who build it once and use it often. Big-endian:
 *
 * <pre>
 * int     "SKNN", int format version 1
 * long    hash of the unique rows
 * int     rows n, int k
 * options: int mode, double targetRecall, double minScore, int threads, long seed
 * report:  int mode, double recall, double low, double high, int sampledRows, long trueNeighbors,
 *          int cells, int visits, int rounds, long products, double seconds
 * int[n * k]   neighbours, -1 after the last of a row
 * float[n * k] cosines
 * int     CRC-32C of all before
 * </pre>
 */
public final class GraphFile {
  private static final int MAGIC = 0x534B4E4E;
  private static final int VERSION = 1;
  private static final int HEADER =
      Integer.BYTES * 4
          + Long.BYTES
          + (2 * Integer.BYTES + 2 * Double.BYTES + Long.BYTES)
          + (5 * Integer.BYTES + 4 * Double.BYTES + 2 * Long.BYTES);
  private static final double LARGEST_COSINE = 1.01;

  private GraphFile() {}

  /**
   * Writes a graph; the file appears whole or not at all, and replaces one of the same name.
   *
   * @param rows that the graph was built from
   * @throws SemblanceException with code {@code STORAGE_FAILURE}
   */
  public static void write(Path file, BuiltGraph built, UniqueRows rows) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ChecksummedOutput output = new ChecksummedOutput(channel);
        output.put(header(built, rows));
        putArrays(output, built.graph());
        output.finish();
        channel.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot write the graph to " + file + ": " + e, e);
    }
  }

  private static ByteBuffer header(BuiltGraph built, UniqueRows rows) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(MAGIC).putInt(VERSION).putLong(RowsHash.of(rows));
    header.putInt(built.graph().rows()).putInt(built.graph().k());
    GraphOptions options = built.options();
    header.putInt(options.mode().code()).putDouble(options.targetRecall());
    header.putDouble(options.minScore()).putInt(options.threads()).putLong(options.seed());
    GraphReport report = built.report();
    Recall recall = report.recall();
    header.putInt(report.mode().code()).putDouble(recall.value());
    header.putDouble(recall.low()).putDouble(recall.high());
    header.putInt(recall.sampledRows()).putLong(recall.trueNeighbors());
    header.putInt(report.cells()).putInt(report.visits()).putInt(report.rounds());
    header.putLong(report.products()).putDouble(report.seconds());
    return header.flip();
  }

  private static void putArrays(ChecksummedOutput output, KnnGraph graph) throws IOException {
    for (int row = 0; row < graph.rows(); row++) {
      int degree = graph.degree(row);
      for (int rank = 0; rank < graph.k(); rank++) {
        output.putInt(rank < degree ? graph.neighbor(row, rank) : -1);
      }
    }
    for (int row = 0; row < graph.rows(); row++) {
      int degree = graph.degree(row);
      for (int rank = 0; rank < graph.k(); rank++) {
        output.putInt(rank < degree ? Float.floatToIntBits(graph.cosine(row, rank)) : 0);
      }
    }
  }

  /**
   * Reads a graph back.
   *
   * @param rows that it must have been built from
   * @throws SemblanceException with code {@code NOT_FOUND} when there is no such file, {@code
   *     CONFLICT} when the graph is of other rows or of another format version, {@code
   *     STORAGE_FAILURE} when the file is damaged
   */
  public static BuiltGraph read(Path file, UniqueRows rows) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ChecksummedInput input = new ChecksummedInput(channel);
      if (!input.isWhole()) {
        throw damaged(file, "its checksum is another one");
      }
      ByteBuffer header = input.get(HEADER);
      requireGraphOf(rows, header, file);
      return read(input, header, channel.size(), file);
    } catch (NoSuchFileException e) {
      throw SemblanceException.notFound("there is no graph at " + file);
    } catch (BufferUnderflowException e) {
      throw damaged(file, "it ends too early");
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot read the graph at " + file + ": " + e, e);
    }
  }

  private static void requireGraphOf(UniqueRows rows, ByteBuffer header, Path file) {
    if (header.getInt() != MAGIC) {
      throw damaged(file, "it does not begin as a graph does");
    }
    int version = header.getInt();
    if (version != VERSION) {
      throw conflict(file + " has format version " + version + ", this program reads " + VERSION);
    }
    if (header.getLong() != RowsHash.of(rows)) {
      throw conflict("the graph at " + file + " is of other vectors: build it anew");
    }
  }

  private static BuiltGraph read(ChecksummedInput input, ByteBuffer header, long size, Path file)
      throws IOException {
    int n = header.getInt();
    int k = header.getInt();
    long expected = HEADER + 8L * Math.max(0, n) * Math.max(0, k) + Integer.BYTES;
    if (n < 0 || k < 0 || (long) n * k > Integer.MAX_VALUE || size != expected) {
      throw damaged(file, n + " rows and " + k + " neighbours do not make " + size + " bytes");
    }
    GraphOptions options =
        new GraphOptions(
            mode(header, file),
            header.getDouble(),
            header.getDouble(),
            header.getInt(),
            header.getLong());
    GraphReport report = report(header, options, file);
    return new BuiltGraph(graph(input, n, k, file), options, report);
  }

  private static GraphReport report(ByteBuffer header, GraphOptions options, Path file) {
    GraphMode mode = mode(header, file);
    Recall recall =
        new Recall(
            header.getDouble(),
            header.getDouble(),
            header.getDouble(),
            header.getInt(),
            header.getLong());
    return new GraphReport(
        mode,
        recall,
        recall.value() >= options.targetRecall(),
        header.getInt(),
        header.getInt(),
        header.getInt(),
        header.getLong(),
        header.getDouble());
  }

  private static GraphMode mode(ByteBuffer header, Path file) {
    int code = header.getInt();
    return GraphMode.ofCode(code).orElseThrow(() -> damaged(file, "there is no mode " + code));
  }

  private static KnnGraph graph(ChecksummedInput input, int n, int k, Path file)
      throws IOException {
    int[] neighbors = new int[n * k];
    for (int at = 0; at < neighbors.length; at++) {
      neighbors[at] = input.getInt();
      boolean afterTheLast = at % k > 0 && neighbors[at - 1] < 0;
      if (neighbors[at] < -1 || neighbors[at] >= n || (afterTheLast && neighbors[at] >= 0)) {
        throw damaged(file, "row " + at / k + " has the neighbour " + neighbors[at]);
      }
    }
    float[] cosines = new float[n * k];
    for (int at = 0; at < cosines.length; at++) {
      cosines[at] = Float.intBitsToFloat(input.getInt());
      if (!(Math.abs(cosines[at]) <= LARGEST_COSINE)) {
        throw damaged(file, "row " + at / k + " has the cosine " + cosines[at]);
      }
    }
    return new KnnGraph(n, k, neighbors, cosines);
  }

  private static SemblanceException damaged(Path file, String why) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "the graph at " + file + " is damaged, delete it and build it anew: " + why);
  }

  private static SemblanceException conflict(String message) {
    return new SemblanceException(ErrorCode.CONFLICT, message);
  }
}
