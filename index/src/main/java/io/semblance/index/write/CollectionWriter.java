package io.semblance.index.write;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import io.semblance.index.ChangeResult.Status;
import io.semblance.index.CollectionManifest;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.EncodedDocument;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.block.VectorFunction;
import io.semblance.index.life.IndexMerging;
import io.semblance.index.search.CollectionView;
import io.semblance.progress.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Applies changes to a collection in three steps: {@link #prepare} encodes a batch without touching
 * the index, {@link #apply} writes it one document at a time, {@link Applied#awaitDurable} waits
 * for the disk. Between the steps other threads may change the same documents; what was prepared
 * for another state is then prepared again. Safe for many threads.
 */
public final class CollectionWriter implements Closeable {
  private static final int STRIPES = 64;
  private static final Lanes LANES = new Lanes(Runtime.getRuntime().availableProcessors());

  private final CollectionManifest manifest;
  private final VectorFunction function;
  private final Runnable requireSame;
  private final ChangePreparation preparation;
  private final WriterSessions sessions;
  private final RecentStates recent = new RecentStates();
  private final CollectionView view;
  private final ReentrantLock refreshing = new ReentrantLock();
  private final List<ReentrantLock> stripes =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

  /**
   * Opens nothing until the first change comes.
   *
   * @param requireSame throws when the directory no longer belongs to the collection
   */
  public CollectionWriter(
      CollectionManifest manifest,
      SentenceEncoder encoder,
      Directory directory,
      CollectionView view,
      Runnable requireSame) {
    this.manifest = manifest;
    this.requireSame = requireSame;
    this.function = VectorFunction.of(manifest.model().similarity());
    this.view = view;
    PassageCutter cutter = new PassageCutter(manifest, encoder);
    this.preparation =
        new ChangePreparation(
            manifest.schema(),
            cutter,
            new DocumentEncoder(encoder, cutter, function),
            recent,
            view,
            this::refresh);
    this.sessions =
        new WriterSessions(
            directory, () -> WriterSettings.of(manifest), requireSame, recent::clear);
  }

  /**
   * A batch on its way.
   *
   * @param changes in order
   * @param work what encoding took
   */
  public record Prepared(List<PreparedChange> changes, EncodingWork work) {
    public Prepared {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A batch that is written but perhaps not yet on disk.
   *
   * @param results one for each change, in order; true once {@link #awaitDurable} returned
   */
  public record Applied(List<ChangeResult> results, WriterSession session) {
    public Applied {
      results = List.copyOf(results);
    }

    /** Returns when the batch is on disk. */
    public void awaitDurable() throws IOException {
      session.awaitDurable();
    }
  }

  /** Encodes what has to be encoded. */
  public Prepared prepare(List<Change> changes, Progress progress) throws IOException {
    return preparation.prepare(changes, progress);
  }

  /** Writes a batch; after an exception none, some or all of it may be written. */
  public Applied apply(Prepared prepared) throws IOException {
    WriterSession session = sessions.current();
    List<PreparedChange> changes = prepared.changes();
    List<ChangeResult> results =
        LANES.run(changes, change -> change.change().id(), change -> apply(change, session));
    return new Applied(results, session);
  }

  private ChangeResult apply(PreparedChange first, WriterSession session) throws IOException {
    PreparedChange prepared = first;
    while (true) {
      session.requireAlive(); // states that a failed session left never match what can be read
      ChangeResult result = tryApply(prepared, session);
      if (result != null) {
        return result;
      }
      prepared = preparation.prepare(List.of(prepared.change()), Progress.NONE).changes().get(0);
    }
  }

  /** Applies a change unless the document is no longer what it was prepared for: then null. */
  private @Nullable ChangeResult tryApply(PreparedChange prepared, WriterSession session)
      throws IOException {
    String id = prepared.change().id();
    ReentrantLock stripe = stripe(id);
    Lock changing = recent.changing();
    stripe.lock();
    try {
      changing.lock();
      try {
        return tryApply(prepared, state(id), session);
      } finally {
        changing.unlock();
      }
    } finally {
      stripe.unlock();
    }
  }

  /**
   * Gives doc values to a document unless it is no longer what it was.
   *
   * @return whether it still has the version
   */
  boolean mark(WriterSession session, String id, long version, Field[] values) throws IOException {
    ReentrantLock stripe = stripe(id);
    stripe.lock();
    try {
      boolean isSame = state(id).version() == version;
      if (isSame) {
        session.mark(id, values);
      }
      return isSame;
    } finally {
      stripe.unlock();
    }
  }

  private ReentrantLock stripe(String id) {
    return stripes.get(Math.floorMod(id.hashCode(), STRIPES));
  }

  private DocumentState state(String id) throws IOException {
    DocumentState state = recent.get(id);
    return state != null
        ? state
        : view.read(
            searcher -> DocumentState.of(StoredDocument.find(searcher.getIndexReader(), id)));
  }

  private @Nullable ChangeResult tryApply(
      PreparedChange prepared, DocumentState state, WriterSession session) throws IOException {
    Change change = prepared.change();
    if (!change.precondition().holds(state.version())) {
      return ChangeResult.rejected(change.id(), conflict(change, state));
    }
    if (prepared instanceof PreparedChange.Write write) {
      boolean stale = write.basedOn() >= 0 && write.basedOn() != state.version();
      return stale ? null : write(write, state, session);
    }
    if (prepared instanceof PreparedChange.Unchanged unchanged) {
      return state.equals(unchanged.state()) ? unchanged(change, state) : null;
    }
    if (prepared instanceof PreparedChange.NothingToPatch) {
      return state.exists() ? null : notFound(change);
    }
    if (prepared instanceof PreparedChange.Rejected rejected) {
      return ChangeResult.rejected(change.id(), rejected.problem());
    }
    return state.exists() ? delete(change, session) : notFound(change);
  }

  private ChangeResult write(PreparedChange.Write write, DocumentState state, WriterSession session)
      throws IOException {
    EncodedDocument document = write.document();
    if (document.contents().equals(state.contents())) {
      return unchanged(write.change(), state);
    }
    String id = write.change().id();
    long version =
        session.change(
            next ->
                session.replace(
                    id, BlockLayout.toBlock(document, next, manifest.schema(), function)));
    int passages = document.passages().size();
    recent.put(id, new DocumentState(version, document.contents(), document.texts(), passages));
    return new ChangeResult(
        id, state.exists() ? Status.UPDATED : Status.CREATED, version, passages, null);
  }

  private ChangeResult delete(Change change, WriterSession session) throws IOException {
    session.change(unused -> session.delete(change.id())); // readers of versions see a change
    recent.put(change.id(), DocumentState.ABSENT);
    return new ChangeResult(change.id(), Status.DELETED, 0, 0, null);
  }

  private static ChangeResult unchanged(Change change, DocumentState state) {
    return new ChangeResult(change.id(), Status.UNCHANGED, state.version(), state.passages(), null);
  }

  private static ChangeResult notFound(Change change) {
    return new ChangeResult(change.id(), Status.NOT_FOUND, 0, 0, null);
  }

  private static SemblanceException conflict(Change change, DocumentState state) {
    long wanted = change.precondition().version();
    return new SemblanceException(
        ErrorCode.CONFLICT,
        "document '"
            + change.id()
            + "' must "
            + (wanted == 0 ? "not exist" : "have version " + wanted)
            + ", it "
            + (state.exists() ? "has version " + state.version() : "does not exist"));
  }

  /** Makes everything durable and visible that was applied, and what other processes committed. */
  public void refresh() throws IOException {
    refreshing.lock();
    try {
      requireSame.run();
      WriterSession session = sessions.peek();
      if (session == null || recent.isEmpty()) {
        view.refresh();
        return;
      }
      recent.beginView();
      boolean opened = false;
      try {
        session.awaitDurable();
        view.refresh();
        opened = true;
      } finally {
        if (opened) {
          recent.viewOpened();
        } else {
          recent.viewFailed();
        }
      }
    } finally {
      refreshing.unlock();
    }
  }

  /** Work on the whole index. */
  @FunctionalInterface
  public interface IndexWork<T> {
    T on(IndexWriter writer, IndexMerging.Commit commit) throws IOException;
  }

  /** Begins to attach what was computed of documents, while changes go on. */
  public Attachments attachments() throws IOException {
    return new Attachments(this, sessions.current());
  }

  /** Lets somebody work on the whole index while changes go on. */
  public <T> T work(IndexWork<T> work) throws IOException {
    WriterSession session = sessions.current();
    try {
      return work.on(session.writer(), session::awaitDurable);
    } catch (IllegalStateException e) {
      throw WriterSession.asFailure(session.writer(), e);
    }
  }

  /** The writer if there is one. */
  public @Nullable IndexWriter peek() {
    WriterSession session = sessions.peek();
    return session == null ? null : session.writer();
  }

  /** Drops what is not durable. */
  @Override
  public void close() throws IOException {
    sessions.close();
  }
}
