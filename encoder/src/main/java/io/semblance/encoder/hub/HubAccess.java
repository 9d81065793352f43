package io.semblance.encoder.hub;

import org.jspecify.annotations.Nullable;

/**
 * How models of a hub are found when they are loaded.
 *
 * @param revision a branch, a tag or a commit; null means {@code main}, or what the name says after
 *     its {@code @}
 * @param options where the hub and its cache are; null means what the environment says
 * @param offline whether only the cache is used, whatever {@code options} say
 * @param listener hears of downloads
 */
public record HubAccess(
    @Nullable String revision,
    @Nullable HubOptions options,
    boolean offline,
    DownloadListener listener) {
  /** The main revision from where the environment says, without a word. */
  public static final HubAccess DEFAULT = new HubAccess(null, null, false, DownloadListener.NONE);

  public HubAccess withRevision(@Nullable String name) {
    return new HubAccess(name, options, offline, listener);
  }

  public HubAccess withOptions(HubOptions where) {
    return new HubAccess(revision, where, offline, listener);
  }

  public HubAccess withOffline(boolean only) {
    return new HubAccess(revision, options, only, listener);
  }

  public HubAccess withListener(DownloadListener ear) {
    return new HubAccess(revision, options, offline, ear);
  }

  /** Where the hub and its cache are. */
  public HubOptions resolved() {
    HubOptions where = options == null ? HubOptions.fromEnvironment() : options;
    return offline ? where.withOffline(true) : where;
  }
}
