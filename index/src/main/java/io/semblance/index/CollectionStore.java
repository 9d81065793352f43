package io.semblance.index;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.life.UnfinishedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A folder of collections, one sub-folder each. Safe for many threads.
 *
 * @param root the folder; made when the first collection is
 */
public record CollectionStore(Path root) {
  /** Names of all collections, sorted; without aliases. */
  public List<String> names() {
    return allNames().collections();
  }

  private CollectionNames allNames() {
    return new CollectionNames(root);
  }

  /**
   * What a collection was made with, or nothing when there is no such collection.
   *
   * @param name of a collection or an alias
   */
  public Optional<CollectionManifest> find(String name) {
    return Optional.ofNullable(allNames().resolve(name))
        .map(allNames()::folder)
        .filter(CollectionManifest::existsIn)
        .map(CollectionManifest::read);
  }

  /** Aliases and the collections that they stand for, sorted. */
  public SortedMap<String, String> aliases() {
    return allNames().aliases();
  }

  /**
   * The collection that a name means: itself, or what it is an alias of.
   *
   * @throws SemblanceException {@code NOT_FOUND}
   */
  public String resolve(String name) {
    String collection = allNames().resolve(name);
    if (collection == null) {
      throw unknown(name);
    }
    return collection;
  }

  /**
   * Lets a name stand for a collection, instead of the one it stood for; in one step for everybody
   * who opens it from now on.
   *
   * @param alias a name that no collection has
   * @param collection a collection, not an alias
   * @throws SemblanceException {@code CONFLICT} when a collection has the name, {@code NOT_FOUND}
   *     when there is no such collection
   */
  public void setAlias(String alias, String collection) {
    allNames().setAlias(alias, collection);
  }

  /** Ends an alias; the collection stays. */
  public void removeAlias(String alias) {
    allNames().removeAlias(alias);
  }

  /**
   * Renames a collection and lets its old name be an alias of it, so that it can be replaced by
   * another one later. The name means the collection at every moment.
   *
   * @param newName a name that is free
   * @throws SemblanceException {@code CONFLICT} when the new name is taken, or somebody has the
   *     collection open for writing
   */
  public void moveBehindAlias(String name, String newName) {
    new CollectionRemoval(allNames()).moveBehindAlias(name, newName);
  }

  /**
   * Removes a collection and its documents; it is gone whole or not at all. Who has it open for
   * reading may read on; snapshots stay.
   *
   * @throws SemblanceException {@code NOT_FOUND}; {@code CONFLICT} when an alias stands for it, or
   *     somebody, in this process or another, has it open for writing
   */
  public void delete(String name) {
    new CollectionRemoval(allNames()).delete(name);
  }

  /**
   * Makes a collection without documents; it appears whole or not at all.
   *
   * @throws SemblanceException {@code CONFLICT} when the name is taken, {@code INVALID_REQUEST}
   *     when it is no name
   */
  public VectorCollection create(String name, SentenceEncoder encoder, CollectionSchema schema) {
    publish(
        name,
        folder ->
            VectorCollection.create(folder, CollectionManifest.of(name, encoder.model(), schema)));
    return open(name, encoder);
  }

  /** Fills a new collection's folder. */
  @FunctionalInterface
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  /** Makes a collection that appears whole or not at all. */
  void publish(String name, Filling filling) {
    Path folder = allNames().folder(name);
    allNames().requireFree(name);
    try (UnfinishedFolder unfinished = UnfinishedFolder.in(root)) {
      filling.fill(unfinished.path());
      unfinished.publish(folder, () -> allNames().requireFree(name));
    } catch (IOException e) {
      throw cannotCreate(folder, e);
    }
  }

  private static SemblanceException cannotCreate(Path folder, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot create collection folder " + folder + ": " + cause,
        cause);
  }

  /**
   * Opens a collection.
   *
   * @param name of a collection or an alias
   * @throws SemblanceException {@code NOT_FOUND}; {@code CONFLICT} when {@code encoder} is not the
   *     model that made it; {@code STORAGE_FAILURE} when its files are damaged
   */
  public VectorCollection open(String name, SentenceEncoder encoder) {
    return open(name, encoder, CollectionOptions.DEFAULT);
  }

  /** Opens a collection as {@link #open(String, SentenceEncoder)} does. */
  public VectorCollection open(String name, SentenceEncoder encoder, CollectionOptions options) {
    return VectorCollection.open(allNames().folder(resolve(name)), encoder, options);
  }

  /**
   * Opens a collection without its model, which need not be there: for searches by words and by
   * vectors, and for work on the collection as a whole. Encoding a text is refused.
   */
  public VectorCollection openWithoutModel(String name, CollectionOptions options) {
    CollectionManifest manifest = find(name).orElseThrow(() -> unknown(name));
    return open(name, new ModelNotLoaded(manifest.model()), options);
  }

  /** The error for a name that is not there, listing those that are. */
  public SemblanceException unknown(String name) {
    return allNames().unknown(name);
  }
}
