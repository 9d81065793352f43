package io.semblance.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A service on a free port, with its home in a folder of the test, and requests to it. */
public final class RunningService implements AutoCloseable {
  private final SearchService service;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningService(SearchService service) {
    this.service = service;
  }

  public static RunningService at(Path home) {
    return at(home, Map.of());
  }

  public static RunningService at(Path home, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("semblance.home", home.toString());
    all.putIfAbsent("micronaut.server.port", -1);
    return new RunningService(SearchService.start(all));
  }

  public URI address() {
    return service.address();
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** A request to begin with, for all that {@link #get} and {@link #post} do not do. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.address().resolve(path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    service.close();
  }
}
