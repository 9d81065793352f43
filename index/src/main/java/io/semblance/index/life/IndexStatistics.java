package io.semblance.index.life;

import io.semblance.index.CollectionStats;
import io.semblance.index.CollectionStats.Merges;
import io.semblance.index.block.BlockLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** Counts what is in an index. */
public final class IndexStatistics {
  private IndexStatistics() {}

  /**
   * Counts what one view sees.
   *
   * @param writer of this process, null when there is none
   */
  public static CollectionStats of(
      IndexSearcher searcher, @Nullable IndexWriter writer, Duration refreshInterval)
      throws IOException {
    DirectoryReader reader = (DirectoryReader) searcher.getIndexReader();
    IndexCommit commit = reader.getIndexCommit();
    long documents = searcher.count(BlockLayout.documents());
    SortedMap<String, Long> bytes = bytesByKind(reader.directory(), commit.getFileNames());
    return new CollectionStats(
        documents,
        BlockLayout.passages(reader),
        Purge.deletedDocuments(reader),
        reader.leaves().size(),
        CommitData.of(reader).sequence(),
        commit.getGeneration(),
        bytes.values().stream().mapToLong(Long::longValue).sum(),
        bytes,
        mapped(reader),
        writer == null ? Merges.NONE : merges(writer),
        refreshInterval);
  }

  private static Merges merges(IndexWriter writer) {
    MergeWatch watch = MergeWatch.of(writer);
    return new Merges(watch.running(), watch.segmentsWaiting(writer));
  }

  private static SortedMap<String, Long> bytesByKind(Directory directory, Collection<String> files)
      throws IOException {
    SortedMap<String, Long> bytes = new TreeMap<>();
    for (String file : files) {
      String extension = IndexFileNames.getExtension(file);
      String kind =
          extension == null ? "other" : CollectionStats.KINDS.getOrDefault(extension, "other");
      bytes.merge(kind, IndexFiles.bytes(directory, file), Long::sum);
    }
    return bytes;
  }

  private static SortedMap<String, Long> mapped(DirectoryReader reader) {
    SortedMap<String, Long> mapped = new TreeMap<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      FieldInfo vectors = leaf.reader().getFieldInfos().fieldInfo(BlockLayout.VECTOR);
      if (vectors != null && leaf.reader() instanceof CodecReader segment) {
        KnnVectorsReader files = segment.getVectorReader();
        for (Map.Entry<String, Long> entry : files.getOffHeapByteSize(vectors).entrySet()) {
          mapped.merge(entry.getKey(), entry.getValue(), Long::sum);
        }
      }
    }
    return mapped;
  }
}
