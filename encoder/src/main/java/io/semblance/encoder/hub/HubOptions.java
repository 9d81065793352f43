package io.semblance.encoder.hub;

import io.semblance.error.SemblanceException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the hub and its cache are, and how to talk to it.
 *
 * @param endpoint address of the hub, without a slash at its end
 * @param token proof of who asks, or null; sent to {@code endpoint} only, and never over plain http
 *     to another machine
 * @param cache folder of the cache, shared with the Python client
 * @param offline whether only the cache is used; no socket is opened then
 * @param metadataTimeout how long to wait for a connection and for the head of an answer
 * @param downloadTimeout how long a download may stand still before it is resumed
 * @param symlinks whether snapshots hold symbolic links to the blobs; false gives real files
 * @param retryPause time between two attempts; doubles with each attempt at an overloaded server
 */
public record HubOptions(
    URI endpoint,
    @Nullable String token,
    Path cache,
    boolean offline,
    Duration metadataTimeout,
    Duration downloadTimeout,
    boolean symlinks,
    Duration retryPause) {
  public HubOptions {
    String scheme = String.valueOf(endpoint.getScheme());
    if (!scheme.matches("https?") || endpoint.getHost() == null || endpoint.getQuery() != null) {
      throw SemblanceException.invalid(
          "the hub's address must be like https://huggingface.co, got: '"
              + endpoint
              + "'; change HF_ENDPOINT");
    }
    if (token != null && !token.matches("[!-~]+")) {
      throw SemblanceException.invalid(
          "the hub token must be one word without spaces; check HF_TOKEN or the token file");
    }
    if (!metadataTimeout.isPositive() || !downloadTimeout.isPositive()) {
      throw SemblanceException.invalid(
          "timeouts must be above 0 s, got: %s and %s".formatted(metadataTimeout, downloadTimeout));
    }
  }

  /** What the environment of this process says; see {@code docs/hub.md} for the variables. */
  public static HubOptions fromEnvironment() {
    return fromEnvironment(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** What {@code environment} says for a user with this home folder. */
  public static HubOptions fromEnvironment(Map<String, String> environment, Path userHome) {
    return new HubEnvironment(environment, userHome).options();
  }

  public HubOptions withOffline(boolean only) {
    return new HubOptions(
        endpoint, token, cache, only, metadataTimeout, downloadTimeout, symlinks, retryPause);
  }

  public HubOptions withCache(Path folder) {
    return new HubOptions(
        endpoint, token, folder, offline, metadataTimeout, downloadTimeout, symlinks, retryPause);
  }

  /** Without the token, which must not end up in a log. */
  @Override
  public String toString() {
    return "HubOptions[endpoint=%s, token=%s, cache=%s, offline=%s, symlinks=%s]"
        .formatted(endpoint, token == null ? "none" : "given", cache, offline, symlinks);
  }
}
