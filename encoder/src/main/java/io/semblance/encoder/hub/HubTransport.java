package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Sends requests: with the token only where it belongs, without following redirects, again after a
 * pause when the server is overloaded. Safe for many threads.
 */
final class HubTransport implements AutoCloseable {
  private static final Set<Integer> WORTH_A_RETRY = Set.of(408, 429, 500, 502, 503, 504);
  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final String USER_AGENT = "semblance (Java " + Runtime.version().feature() + ")";

  private final HubOptions options;
  private final Origin hub;
  private final HttpClient client;

  HubTransport(HubOptions options) {
    this.options = options;
    this.hub = Origin.of(options.endpoint());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.metadataTimeout())
            .build();
  }

  HttpResponse<InputStream> head(URI address, DownloadListener listener) throws IOException {
    return send(request(address).method("HEAD", BodyPublishers.noBody()), listener);
  }

  HttpResponse<InputStream> get(URI address, DownloadListener listener) throws IOException {
    return send(request(address), listener);
  }

  /** Asks for the bytes from {@code from} on; the server may send all of them nevertheless. */
  HttpResponse<InputStream> get(URI address, long from, DownloadListener listener)
      throws IOException {
    HttpRequest.Builder request = request(address);
    return send(from == 0 ? request : request.header("Range", "bytes=" + from + "-"), listener);
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(options.metadataTimeout())
            .header("User-Agent", USER_AGENT)
            .header("Accept-Encoding", "identity");
    String token = options.token();
    return token != null && hub.keepsSecrets() && Origin.of(address).equals(hub)
        ? request.header("Authorization", "Bearer " + token)
        : request;
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder builder, DownloadListener listener)
      throws IOException {
    HttpRequest request = builder.build();
    for (int attempt = 1; ; attempt++) {
      HttpResponse<InputStream> response = sendOnce(request);
      if (attempt == ATTEMPTS || !WORTH_A_RETRY.contains(response.statusCode())) {
        return response;
      }
      response.body().close();
      pause(delay(response, attempt), request.uri().getPath(), listener);
    }
  }

  private HttpResponse<InputStream> sendOnce(HttpRequest request) throws IOException {
    try {
      return client.send(request, head -> new TimedBody(options.downloadTimeout()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SemblanceException.cancelled("the request to " + request.uri().getHost());
    }
  }

  private Duration delay(HttpResponse<?> response, int attempt) {
    Duration asked =
        RetryDelay.asked(response.headers(), Instant.now())
            .orElseGet(() -> options.retryPause().multipliedBy(1L << (attempt - 1)));
    if (asked.compareTo(LONGEST_WAIT) > 0) {
      throw new SemblanceException(
          ErrorCode.OVERLOADED,
          "%s asks to wait %s s before the next request; run this again then, or set HF_TOKEN: signed-in users may ask more often"
              .formatted(response.uri().getHost(), asked.toSeconds()));
    }
    return asked;
  }

  /** Waits, unless the caller loses patience. */
  static void pause(Duration time, String file, DownloadListener listener) {
    Instant end = Instant.now().plus(time);
    try {
      for (Duration left = time; left.isPositive(); left = Duration.between(Instant.now(), end)) {
        listener.throwIfCancelled(file);
        Thread.sleep(Math.min(left.toMillis() + 1, 100));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SemblanceException.cancelled("the wait for " + file);
    }
  }

  /** Where a redirect leads. */
  static URI target(HttpResponse<?> response) throws IOException {
    URI from = response.uri();
    String location =
        response
            .headers()
            .firstValue("location")
            .orElseThrow(() -> new IOException(from + " redirects without a Location"));
    return target(from, location);
  }

  /**
   * Where {@code location} leads.
   *
   * @throws IOException when it leads nowhere, or from https to plain http
   */
  static URI target(URI from, String location) throws IOException {
    try {
      URI target = from.resolve(location);
      Origin origin = Origin.of(target);
      boolean downgrade = Origin.of(from).isHttps() && !origin.isHttps();
      if (target.getHost() != null && origin.scheme().matches("https?") && !downgrade) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(from + " redirects to no address: " + location, e);
    }
    throw new IOException(from + " redirects to where it must not: " + location);
  }

  static boolean isRedirect(HttpResponse<?> response) {
    return switch (response.statusCode()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
