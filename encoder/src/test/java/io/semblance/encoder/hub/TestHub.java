package io.semblance.encoder.hub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A hub on this machine that answers as huggingface.co does: metadata, small files behind relative
 * redirects, large files behind redirects to a second server, which is another host to a client.
 * Remembers every request; {@link #intercept} makes it misbehave.
 */
public final class TestHub implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // 40 ms less for each answer
  }

  private final HttpServer hub;
  private final HttpServer store;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, TestRepository> repositories = new HashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Interception> interceptions = new CopyOnWriteArrayList<>();
  private volatile boolean listsFiles = true;

  /** One request as it came in; {@code atStore} tells the two servers apart. */
  public record Request(boolean atStore, String method, String path, Headers headers) {
    public boolean isGet(String suffix) {
      return method.equals("GET") && path.endsWith(suffix);
    }

    public String header(String name) {
      return headers.getFirst(name);
    }
  }

  private static final class Interception {
    private final Predicate<Request> which;
    private final HttpHandler answer;
    private int left;

    private Interception(int times, Predicate<Request> which, HttpHandler answer) {
      this.left = times;
      this.which = which;
      this.answer = answer;
    }

    private synchronized boolean takes(Request request) {
      return left > 0 && which.test(request) && left-- > 0;
    }
  }

  public TestHub() {
    hub = serve(this::answer, false);
    store = serve(this::answerFromStore, true);
  }

  private HttpServer serve(HttpHandler handler, boolean atStore) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", exchange -> handle(exchange, handler, atStore));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange, HttpHandler handler, boolean atStore) {
    Headers headers = new Headers();
    headers.putAll(exchange.getRequestHeaders());
    String path = exchange.getRequestURI().getRawPath();
    Request request = new Request(atStore, exchange.getRequestMethod(), path, headers);
    requests.add(request);
    try (exchange) {
      for (Interception interception : interceptions) {
        if (interception.takes(request)) {
          interception.answer.handle(exchange);
          return;
        }
      }
      handler.handle(exchange);
    } catch (IOException e) {
      return; // the client hung up, as it may
    }
  }

  /** Value of {@code HF_ENDPOINT}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
  }

  private URI storeAddress() {
    return URI.create("http://localhost:" + store.getAddress().getPort());
  }

  /** A new, empty model repository. */
  public TestRepository model(String name) {
    return repositories.computeIfAbsent(name, TestRepository::new);
  }

  /** A new, empty data set repository. */
  public TestRepository dataset(String name) {
    return repositories.computeIfAbsent("datasets/" + name, TestRepository::new);
  }

  /** Answers the next {@code times} requests that fit by {@code answer}. */
  public void intercept(int times, Predicate<Request> which, HttpHandler answer) {
    interceptions.add(new Interception(times, which, answer));
  }

  /** From now on there is no metadata service. */
  public void hideListing() {
    listsFiles = false;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<Request> requests(Predicate<Request> which) {
    return requests.stream().filter(which).toList();
  }

  public void forgetRequests() {
    requests.clear();
  }

  /** Status and headers without a body, for {@link #intercept}. */
  public static HttpHandler status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Announces all bytes, sends some, and hangs up. */
  public static HttpHandler cutOff(byte[] bytes, int sent) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, sent);
      exchange.getResponseBody().flush();
    };
  }

  /** Sends some bytes, then nothing more for {@code millis}. */
  public static HttpHandler standStill(byte[] bytes, int sent, long millis) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, sent);
      exchange.getResponseBody().flush();
      sleep(millis);
    };
  }

  /** Sends all bytes in pieces of {@code size} with a pause after each. */
  public static HttpHandler drip(byte[] bytes, int size, long pauseMillis) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      for (int i = 0; i < bytes.length; i += size) {
        exchange.getResponseBody().write(bytes, i, Math.min(size, bytes.length - i));
        exchange.getResponseBody().flush();
        sleep(pauseMillis);
      }
    };
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getRawPath().substring(1).split("/");
    List<String> path = new ArrayList<>(List.of(parts));
    if (path.get(0).equals("api")) {
      answerMetadata(exchange, path.subList(1, path.size()));
      return;
    }
    boolean cached = path.remove("resolve-cache");
    int resolve = path.indexOf("resolve");
    String name = String.join("/", path.subList(0, resolve));
    String file = decoded(String.join("/", path.subList(resolve + 2, path.size())));
    TestRepository repository = readable(exchange, name);
    if (repository == null) {
      return;
    }
    String revision = decoded(path.get(resolve + 1));
    if (!repository.has(revision)) {
      status(404, "X-Error-Code", "RevisionNotFound").handle(exchange);
      return;
    }
    exchange.getResponseHeaders().set("X-Repo-Commit", repository.commit());
    byte[] bytes = repository.bytes(file);
    if (bytes == null) {
      status(404, "X-Error-Code", "EntryNotFound").handle(exchange);
    } else if (repository.isLarge(file)) {
      redirectToStore(exchange, repository, file, bytes);
    } else if (!cached) {
      String target =
          "/resolve-cache/%s/resolve/%s/%s"
              .formatted(name, repository.commit(), encoded(file).replace("%2F", "/"));
      status(307, "Location", target).handle(exchange);
    } else {
      exchange.getResponseHeaders().set("ETag", "W/\"" + repository.etag(file) + "\"");
      send(exchange, bytes);
    }
  }

  private void redirectToStore(
      HttpExchange exchange, TestRepository repository, String file, byte[] bytes)
      throws IOException {
    status(
            302,
            "X-Linked-Etag",
            "\"" + repository.etag(file) + "\"",
            "X-Linked-Size",
            Integer.toString(bytes.length),
            "Location",
            storeAddress() + "/" + repository.etag(file))
        .handle(exchange);
  }

  /** The repository if this request may see it; else the answer has been given. */
  private TestRepository readable(HttpExchange exchange, String name) throws IOException {
    TestRepository repository = repositories.get(name);
    if (repository == null) {
      status(401, "X-Error-Code", "RepoNotFound").handle(exchange);
      return null;
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (repository.token() != null && !("Bearer " + repository.token()).equals(authorization)) {
      if (repository.isGated()) {
        status(401, "X-Error-Code", "GatedRepo").handle(exchange);
      } else {
        status(401).handle(exchange);
      }
      return null;
    }
    return repository;
  }

  private void answerMetadata(HttpExchange exchange, List<String> path) throws IOException {
    int split = path.indexOf("revision");
    if (!listsFiles || split < 0) {
      status(404).handle(exchange);
      return;
    }
    String prefix = path.get(0).equals("datasets") ? "datasets/" : "";
    TestRepository repository =
        readable(exchange, prefix + String.join("/", path.subList(1, split)));
    if (repository == null) {
      return;
    }
    if (!repository.has(decoded(path.get(split + 1)))) {
      status(404, "X-Error-Code", "RevisionNotFound").handle(exchange);
      return;
    }
    String siblings =
        repository.paths().stream()
            .map(file -> "{\"rfilename\":\"" + file + "\"}")
            .collect(Collectors.joining(","));
    send(
        exchange,
        "{\"sha\":\"%s\",\"siblings\":[%s]}"
            .formatted(repository.commit(), siblings)
            .getBytes(StandardCharsets.UTF_8));
  }

  private void answerFromStore(HttpExchange exchange) throws IOException {
    String etag = exchange.getRequestURI().getPath().substring(1);
    for (TestRepository repository : repositories.values()) {
      for (String file : repository.paths()) {
        if (repository.etag(file).equals(etag)) {
          send(exchange, repository.bytes(file));
          return;
        }
      }
    }
    status(404).handle(exchange);
  }

  /** Sends a body, or the part of it that a Range header asks for. */
  static void send(HttpExchange exchange, byte[] bytes) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from > 0 && from >= bytes.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (range != null) {
      String part = "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length);
      exchange.getResponseHeaders().set("Content-Range", part);
    }
    int length = bytes.length - from;
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(bytes, from, length);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    hub.stop(0);
    store.stop(0);
    threads.shutdownNow();
  }
}
