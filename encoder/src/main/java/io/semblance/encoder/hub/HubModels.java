package io.semblance.encoder.hub;

import io.semblance.encoder.folder.GraphChoice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models of the hub as folders on this disk.
 *
 * <pre>{@code
 * HubSnapshot snapshot = HubModels.resolve(
 *     "BAAI/bge-small-en-v1.5", null, GraphChoice.DEFAULT,
 *     HubOptions.fromEnvironment(), DownloadListener.NONE);
 * }</pre>
 */
public final class HubModels {
  private HubModels() {}

  /**
   * Gives a model's folder, and fetches what is missing of it.
   *
   * @param id {@code ORGANISATION/NAME}, or a bare name as {@link HubId#model(String)} takes it
   * @param revision a branch, a tag or a commit; null means {@code main}
   * @throws io.semblance.error.SemblanceException as {@link HubClient#model} does, and {@code
   *     INVALID_REQUEST} when {@code id} or {@code revision} cannot be one
   */
  public static HubSnapshot resolve(
      String id,
      @Nullable String revision,
      GraphChoice choice,
      HubOptions options,
      DownloadListener listener) {
    try (HubClient client = new HubClient(options)) {
      return client.model(HubId.model(id), revision(revision), choice, listener);
    }
  }

  /**
   * Finds what the cache has of a model, whole or not. Opens no socket.
   *
   * @return empty when it has nothing, or {@code id} cannot be the name of a model
   */
  public static Optional<HubSnapshot> cached(
      String id, @Nullable String revision, HubOptions options) {
    if (!HubId.isValid(id)) {
      return Optional.empty();
    }
    try (HubClient client = new HubClient(options)) {
      return client.cached(HubId.model(id), revision(revision));
    }
  }

  private static Revision revision(@Nullable String name) {
    return name == null ? Revision.MAIN : new Revision(name);
  }
}
