package io.semblance.index.life;

import io.semblance.index.PurgeReport;
import io.semblance.index.block.BlockLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;

/**
 * Removes from an index's files what was deleted before it began, and makes sure of it.
 *
 * <p>Lucene marks deleted documents and drops them when it rewrites a segment. Merges that were
 * under way when a document was deleted carry it over; so these are waited for, then every segment
 * with a deleted document is rewritten, then the files of all of them must be gone.
 */
public final class Purge {
  /** Rounds without success after which something else must be wrong. */
  private static final int MAX_ROUNDS = 20;

  private final IndexMerging merging;
  private final Directory directory;

  public Purge(IndexMerging merging) {
    this.merging = merging;
    this.directory = merging.writer().getDirectory();
  }

  /** Segments by name, their files, and how many documents they lost. */
  private record Doomed(Set<String> segments, Set<String> files, long documents) {}

  /**
   * Rewrites and checks.
   *
   * @throws IOException that names a file which should be gone
   */
  public PurgeReport run() throws IOException {
    long start = System.nanoTime();
    merging.awaitMergesUnderWay();
    merging.commit();
    Doomed doomed = doomed();
    long bytes = IndexFiles.bytesOf(directory, doomed.files);
    rewrite(doomed);
    requireGone(doomed.files);
    return new PurgeReport(
        doomed.documents,
        doomed.segments.size(),
        doomed.files.size(),
        bytes,
        doomed().documents,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private Doomed doomed() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Set<String> segments = new HashSet<>();
      Set<String> files = new HashSet<>();
      for (LeafReaderContext leaf : reader.leaves()) { // a commit's file may be gone already
        SegmentCommitInfo segment = ((SegmentReader) leaf.reader()).getSegmentInfo();
        if (segment.getDelCount() > 0) {
          segments.add(segment.info.name);
          files.addAll(segment.files());
        }
      }
      return new Doomed(segments, files, deletedDocuments(reader));
    }
  }

  static long deletedDocuments(DirectoryReader reader) throws IOException {
    long all = reader.docFreq(BlockLayout.documents().getTerm());
    return all - new IndexSearcher(reader).count(BlockLayout.documents());
  }

  private void rewrite(Doomed doomed) throws IOException {
    for (int round = 0; isThere(doomed); round++) {
      if (round == MAX_ROUNDS) {
        throw new IOException(
            "segments with deleted documents are still there: " + doomed.segments);
      }
      merging.run(() -> merging.writer().forceMergeDeletes(true));
      merging.awaitMergesUnderWay();
      merging.commit();
    }
  }

  private boolean isThere(Doomed doomed) throws IOException {
    for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(directory)) {
      if (doomed.segments.contains(segment.info.name)) {
        return true;
      }
    }
    return false;
  }

  private void requireGone(Set<String> files) throws IOException {
    List<String> left = new ArrayList<>(List.of(directory.listAll()));
    left.addAll(directory.getPendingDeletions());
    left.retainAll(files);
    if (!left.isEmpty()) {
      throw new IOException("files with deleted documents could not be removed: " + left);
    }
  }
}
