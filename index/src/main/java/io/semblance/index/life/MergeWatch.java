package io.semblance.index.life;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MergePolicy.OneMerge;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.index.SegmentCommitInfo;

/** Runs merges in the background, knows which are running, and can stop them. */
public final class MergeWatch extends ConcurrentMergeScheduler {
  private final Set<OneMerge> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /** The scheduler of a writer that was opened with one of these. */
  static MergeWatch of(IndexWriter writer) {
    MergeScheduler scheduler = writer.getConfig().getMergeScheduler();
    if (scheduler instanceof MergeWatch watch) {
      return watch;
    }
    throw new IllegalArgumentException("the writer's merges are not watched: " + scheduler);
  }

  @Override
  protected void doMerge(MergeSource source, OneMerge merge) throws IOException {
    running.add(merge);
    if (stopping) {
      merge.setAborted();
    }
    try {
      super.doMerge(source, merge);
    } finally {
      running.remove(merge);
    }
  }

  int running() {
    return running.size();
  }

  /** Segments that are part of a merge which has not begun. */
  int segmentsWaiting(IndexWriter writer) {
    Set<SegmentCommitInfo> waiting = writer.getMergingSegments();
    return (int)
        waiting.stream()
            .filter(segment -> running.stream().noneMatch(m -> m.segments.contains(segment)))
            .count();
  }

  /**
   * Stops merges that run and those that begin until {@link #resume}. A merge ends when it next
   * writes: the graph that it is building is built first.
   */
  void stop() {
    stopping = true;
    running.forEach(OneMerge::setAborted);
  }

  void resume() {
    stopping = false;
  }
}
