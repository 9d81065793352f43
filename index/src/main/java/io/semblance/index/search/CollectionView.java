package io.semblance.index.search;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;

/**
 * What searches see of a collection: its last commit at the time of the last {@link #refresh}.
 * Earlier views are kept for some minutes for those who page through them. Safe for many threads.
 */
public final class CollectionView implements Closeable {
  /** How long a view outlives its successor, for the next page of somebody who reads on. */
  private static final double PINNED_SECONDS = 300;

  /**
   * How many views are kept for that. Each holds mappings of files that later ones may not have any
   * more, and a process may have some 65,000 of them.
   */
  private static final int PINNED_VIEWS = 64;

  private final SearcherManager searchers;
  private final SearcherLifetimeManager pinned = new SearcherLifetimeManager();

  /** Opens the last commit of a directory. */
  public CollectionView(Directory directory) throws IOException {
    searchers = new SearcherManager(directory, null);
  }

  /** Something that is read from one view. */
  @FunctionalInterface
  public interface Read<T> {
    T from(IndexSearcher searcher) throws IOException;
  }

  /** Reads from the newest view. */
  public <T> T read(Read<T> read) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return read.from(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  /** One view for as long as it is needed, whatever is written or refreshed meanwhile. */
  public final class Held implements Closeable {
    private final IndexSearcher searcher;

    private Held(IndexSearcher searcher) {
      this.searcher = searcher;
    }

    public IndexSearcher searcher() {
      return searcher;
    }

    @Override
    public void close() throws IOException {
      searchers.release(searcher);
    }
  }

  /** Holds the newest view. Its files stay on disk until it is closed, once. */
  public Held hold() throws IOException {
    return new Held(searchers.acquire());
  }

  /** Keeps a view for {@link #readPinned}. */
  void pin(IndexSearcher searcher) throws IOException {
    pinned.record(searcher);
  }

  /** Reads from the view of a version; nothing when it is gone. */
  <T> Optional<T> readPinned(long version, Read<T> read) throws IOException {
    IndexSearcher searcher = pinned.acquire(version);
    if (searcher == null) {
      return read(
          newest -> version(newest) == version ? Optional.of(read.from(newest)) : Optional.empty());
    }
    try {
      return Optional.of(read.from(searcher));
    } finally {
      pinned.release(searcher);
    }
  }

  static long version(IndexSearcher searcher) {
    return ((DirectoryReader) searcher.getIndexReader()).getVersion();
  }

  /** Opens what was committed meanwhile, and lets go of views that nobody pages through. */
  public void refresh() throws IOException {
    try {
      searchers.maybeRefreshBlocking();
      pinned.prune(new Newest());
    } catch (AlreadyClosedException e) {
      throw new IOException("the collection is closed", e);
    }
  }

  /** Keeps the newest views, which are asked about in that order. */
  private static final class Newest implements SearcherLifetimeManager.Pruner {
    private int seen;

    @Override
    public boolean doPrune(double ageSeconds, IndexSearcher searcher) {
      return ++seen > PINNED_VIEWS || ageSeconds > PINNED_SECONDS;
    }
  }

  @Override
  public void close() throws IOException {
    pinned.close();
    searchers.close();
  }
}
