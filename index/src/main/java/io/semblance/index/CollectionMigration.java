package io.semblance.index;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.MigrationStatus.Phase;
import io.semblance.index.life.CollectionDifference;
import io.semblance.index.life.FolderLock;
import io.semblance.index.life.SealedJson;
import io.semblance.index.life.WritingRight;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Moves a collection to another model while it is in use. The documents are encoded anew into a
 * second collection, both models are compared, and then the alias that people use is given to the
 * second collection in one step. Until then nothing changes for anybody; afterwards the first
 * collection is kept until {@link #finish}, so that {@link #rollback} can go back.
 *
 * <p>Its state is on disk: after a crash, or in another process, {@link #find} it and go on. What
 * was copied is not encoded again. One thread at a time.
 */
public final class CollectionMigration {
  /** A round of copying that changes no more than this leaves the rest to the commit. */
  private static final int FEW = 100;

  private static final CollectionOptions QUIET =
      CollectionOptions.DEFAULT.withRefreshInterval(Duration.ZERO);

  private final CollectionStore store;
  private final CollectionNames names;
  private MigrationState state;

  private CollectionMigration(CollectionStore store, MigrationState state) {
    this.store = store;
    this.names = new CollectionNames(store.root());
    this.state = state;
  }

  /**
   * Begins a migration; copies nothing yet.
   *
   * @param alias the name that people use; a collection itself cannot be replaced, see {@link
   *     CollectionStore#moveBehindAlias}
   * @param model the new model
   * @throws SemblanceException {@code CONFLICT} when there is a migration of this alias already,
   *     {@code INVALID_REQUEST} when it is no alias or has the model already
   */
  public static CollectionMigration start(
      CollectionStore store, String alias, SentenceEncoder model) {
    CollectionNames names = new CollectionNames(store.root());
    String from = names.aliases().get(alias);
    if (from == null || names.isCollection(alias)) {
      names.requireCollection(alias);
      throw SemblanceException.invalid(
          "'"
              + alias
              + "' is a collection; a migration needs an alias that can be given to another one:"
              + " move the collection behind an alias of its name first");
    }
    CollectionManifest manifest = store.find(from).orElseThrow(() -> names.unknown(from));
    CollectionModel target = CollectionModel.of(model.model());
    if (target.fingerprint().equals(manifest.model().fingerprint())) {
      throw SemblanceException.invalid(
          "collection '" + from + "' has model '" + target.id() + "' already");
    }
    if (find(store, alias).isPresent()) {
      throw CollectionNames.conflict(
          "a migration of '" + alias + "' exists already: go on with it, abandon it or finish it");
    }
    CollectionMigration migration =
        new CollectionMigration(
            store,
            new MigrationState(
                alias,
                from,
                freeName(names, alias),
                target,
                manifest.schema(),
                Instant.now(),
                List.of()));
    migration.save();
    return migration;
  }

  private static String freeName(CollectionNames names, String alias) {
    for (int i = 2; ; i++) {
      String name = alias + "-" + i;
      if (names.resolve(name) == null) {
        return name;
      }
    }
  }

  /** The migration of an alias, if one was begun and neither abandoned nor finished. */
  public static Optional<CollectionMigration> find(CollectionStore store, String alias) {
    Path file = file(store, alias);
    return Files.exists(file)
        ? Optional.of(
            new CollectionMigration(
                store, SealedJson.read(file, MigrationState.class, content -> {})))
        : Optional.empty();
  }

  private static Path file(CollectionStore store, String alias) {
    Path folder = new CollectionNames(store.root()).folder(alias);
    return folder.resolveSibling(".migration-" + alias + ".json");
  }

  private void save() {
    try {
      SealedJson.write(file(store, state.alias()), state);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** What it is about. */
  public MigrationState state() {
    return state;
  }

  /**
   * What the alias stands for.
   *
   * @throws SemblanceException {@code CONFLICT} when somebody gave it to a third collection
   */
  public Phase phase() {
    String collection = names.aliases().get(state.alias());
    if (state.from().equals(collection)) {
      return Phase.COPYING;
    }
    if (state.to().equals(collection)) {
      return Phase.COMMITTED;
    }
    throw CollectionNames.conflict(
        "alias '"
            + state.alias()
            + "' must stand for '"
            + state.from()
            + "' or '"
            + state.to()
            + "' in this migration, it stands for: "
            + collection);
  }

  /** How far it is; compares all documents of both collections. */
  public MigrationStatus status() {
    Phase phase = phase();
    if (!names.isCollection(state.to())) {
      long documents = count(state.from());
      return new MigrationStatus(phase, documents, 0, documents);
    }
    String newer = phase == Phase.COPYING ? state.from() : state.to();
    String older = phase == Phase.COPYING ? state.to() : state.from();
    long missing =
        comparing(
            newer,
            older,
            (source, target) -> {
              long changes = 0;
              CollectionDifference difference =
                  new CollectionDifference(source, target, state.schema(), scanned -> {});
              while (difference.hasNext()) {
                difference.next();
                changes++;
              }
              return changes;
            });
    return new MigrationStatus(phase, count(state.from()), count(state.to()), missing);
  }

  private long count(String collection) {
    try (VectorCollection opened = store.openWithoutModel(collection, QUIET.withVerify(false))) {
      return opened.size();
    }
  }

  /** What is read from the newest views of two collections. */
  @FunctionalInterface
  private interface Comparing<T> {
    T of(DirectoryReader source, DirectoryReader target) throws IOException;
  }

  private <T> T comparing(String source, String target, Comparing<T> work) {
    try (Directory one = FSDirectory.open(index(source));
        Directory other = FSDirectory.open(index(target));
        DirectoryReader from = DirectoryReader.open(one);
        DirectoryReader to = DirectoryReader.open(other)) {
      return work.of(from, to);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private Path index(String collection) {
    return names.folder(collection).resolve(VectorCollection.INDEX_FOLDER);
  }

  /**
   * Brings documents over until nearly all changes that others made meanwhile are there too.
   * Passages that owners cut stay as they are; vectors that they gave are replaced.
   *
   * @param model the new model
   * @param progress told how many documents of the old collection were looked at in this round or
   *     the one before, whichever is more
   * @throws SemblanceException {@code CONFLICT} when a document cannot be brought over or {@code
   *     model} is another one, {@code CANCELLED}; what was copied stays
   */
  public void copy(SentenceEncoder model, Progress progress) {
    require(Phase.COPYING);
    state.model().require(model.model(), state.to());
    if (!names.isCollection(state.to())) {
      store.create(state.to(), model, state.schema()).close();
    }
    MigrationRound round = new MigrationRound(store, state.from(), state.to(), progress);
    while (round.run(model) > FEW) {
      progress.throwIfCancelled("copying");
    }
  }

  /**
   * Asks both collections the same, by meaning.
   *
   * @param old the model of the old collection
   * @param model the new model
   * @param queries texts; empty to take the first sentences of some documents, whose own document
   *     is then not counted
   * @param count how many documents these are taken of
   * @param k how many hits are compared
   */
  public MigrationOverlap compare(
      SentenceEncoder old,
      SentenceEncoder model,
      List<String> queries,
      int count,
      int k,
      Progress progress) {
    Limits.require("queries", count, 1, 10_000);
    Limits.require("k", k, 1, Page.MAX_LIMIT - 1);
    try (VectorCollection before = store.open(state.from(), old, QUIET);
        VectorCollection after = store.open(state.to(), model, QUIET)) {
      List<OverlapQueries.Query> asked =
          queries.isEmpty()
              ? comparing(
                  state.from(),
                  state.to(),
                  (source, target) ->
                      OverlapQueries.sampled(
                          source, state.schema(), count, state.started().getEpochSecond()))
              : OverlapQueries.given(queries);
      MigrationOverlap overlap = new ModelComparison(before, after, k).run(asked, progress);
      state = state.with(overlap);
      save();
      return overlap;
    }
  }

  /**
   * Brings the last changes over and gives the alias to the new collection. Meanwhile nobody may
   * have the old collection open for writing; it may be searched. Who has it open goes on searching
   * the old one until the alias is opened again.
   *
   * @param model the new model
   * @throws SemblanceException {@code CONFLICT} when the models were not compared, somebody is
   *     writing, or the alias was given to somebody else
   */
  public void commit(SentenceEncoder model, Progress progress) {
    require(Phase.COPYING);
    if (state.comparisons().isEmpty()) {
      throw CollectionNames.conflict(
          "compare both models before the migration of '" + state.alias() + "' is committed");
    }
    state.model().require(model.model(), state.to());
    handOver(state.from(), state.to(), model, progress);
  }

  /**
   * Gives the alias back to the old collection, with all changes that were made since the commit.
   * Nobody may have the new collection open for writing.
   *
   * @param old the model of the old collection
   */
  public void rollback(SentenceEncoder old, Progress progress) {
    require(Phase.COMMITTED);
    handOver(state.to(), state.from(), old, progress);
  }

  private void handOver(String from, String to, SentenceEncoder model, Progress progress) {
    holdingWrites(
        from,
        () -> {
          MigrationRound round = new MigrationRound(store, from, to, progress);
          while (round.run(model) > 0) {
            progress.throwIfCancelled("copying");
          }
          names.moveAlias(state.alias(), from, to);
        });
  }

  private void holdingWrites(String collection, FolderLock.Work work) {
    try {
      WritingRight.hold(index(collection), collection, work);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Gives up: removes the new collection. Only before the commit, or after going back. */
  public void abandon() {
    require(Phase.COPYING);
    if (names.isCollection(state.to())) {
      store.delete(state.to());
    }
    forget();
  }

  /** Ends it after the commit: removes the old collection; there is no way back then. */
  public void finish() {
    require(Phase.COMMITTED);
    if (names.isCollection(state.from())) {
      store.delete(state.from());
    }
    forget();
  }

  private void forget() {
    try {
      Files.deleteIfExists(file(store, state.alias()));
      SealedJson.forceFolder(store.root());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void require(Phase wanted) {
    if (phase() != wanted) {
      throw CollectionNames.conflict(
          "the migration of '"
              + state.alias()
              + "' must "
              + (wanted == Phase.COPYING ? "not be committed yet" : "be committed")
              + "; '"
              + state.alias()
              + "' stands for collection '"
              + names.aliases().get(state.alias())
              + "'");
    }
  }

  private SemblanceException failure(IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot go on with the migration of '" + state.alias() + "': " + cause,
        cause);
  }
}
