package io.semblance.encoder.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hub's addresses and what it answers there, for one repository at one revision. Network
 * failures come out as {@link IOException}, refusals as what {@link HubFailure} makes of them.
 */
final class HubApi {
  static final int MAX_REDIRECTS = 10;

  private static final int MAX_METADATA_BYTES = 64 << 20;
  private static final Pattern ETAG = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HubTransport transport;
  private final HubOptions options;
  private final HubId id;
  private final Revision revision;
  private final HubFailure failure;
  private final DownloadListener listener;

  HubApi(
      HubTransport transport,
      HubOptions options,
      HubId id,
      Revision revision,
      DownloadListener listener) {
    this.transport = transport;
    this.options = options;
    this.id = id;
    this.revision = revision;
    this.failure = new HubFailure(options, id, revision);
    this.listener = listener;
  }

  HubFailure failure() {
    return failure;
  }

  /** The address of a file of some revision. */
  URI file(String atRevision, String path) {
    String parts =
        Arrays.stream(path.split("/", -1)).map(HubApi::escape).collect(Collectors.joining("/"));
    return URI.create(
        "%s/%s%s/resolve/%s/%s"
            .formatted(
                options.endpoint(), id.kind().urlPrefix(), id.name(), escape(atRevision), parts));
  }

  private static String escape(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Lists the files of the revision; empty where the hub has no such service, as some mirrors have
   * not.
   */
  Optional<RemoteListing> list() throws IOException {
    URI address =
        URI.create(
            "%s/api/%s/%s/revision/%s"
                .formatted(
                    options.endpoint(), id.kind().plural(), id.name(), escape(revision.name())));
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      HttpResponse<InputStream> response = transport.get(address, listener);
      try (InputStream body = response.body()) {
        if (HubTransport.isRedirect(response)) {
          address = HubTransport.target(response);
        } else if (response.statusCode() == 200) {
          return listing(body);
        } else if (response.statusCode() == 404 && HubFailure.code(response).isEmpty()) {
          return Optional.empty();
        } else {
          throw failure.of(response);
        }
      }
    }
    throw tooManyRedirects(address);
  }

  private Optional<RemoteListing> listing(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_METADATA_BYTES + 1);
    if (bytes.length > MAX_METADATA_BYTES) {
      throw failure.notAHub("its list of files is longer than " + MAX_METADATA_BYTES + " bytes");
    }
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      return Optional.empty(); // a page for people
    }
    String commit = root.path("sha").asText();
    if (!Revision.isCommit(commit) || !root.path("siblings").isArray()) {
      return Optional.empty();
    }
    Set<String> paths = new HashSet<>();
    for (JsonNode sibling : root.path("siblings")) {
      String path = sibling.path("rfilename").asText();
      if (RepositoryPath.isSafe(path)) {
        paths.add(path);
      }
    }
    return Optional.of(new RemoteListing(commit, paths));
  }

  /** What {@link #head} found. */
  sealed interface Head {
    record Found(RemoteFile file) implements Head {}

    /** The repository has no such file; {@code commit} is known where the hub tells it. */
    record Missing(@Nullable String commit) implements Head {}
  }

  /**
   * Asks for a file without its bytes. Follows redirects until an answer tells both commit and
   * etag: relative ones lead to another path of the hub, absolute ones to the store of large files.
   */
  Head head(String path) throws IOException {
    return head(revision.name(), path);
  }

  /** As {@link #head(String)}, for another revision of the same repository. */
  Head head(String atRevision, String path) throws IOException {
    URI address = file(atRevision, path);
    String commit = null;
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      HttpResponse<InputStream> response = transport.head(address, listener);
      response.body().close();
      HttpHeaders headers = response.headers();
      commit = commit == null ? headers.firstValue("x-repo-commit").orElse(null) : commit;
      boolean redirect = HubTransport.isRedirect(response);
      if (HubFailure.isMissingEntry(response)) {
        return new Head.Missing(commit != null && Revision.isCommit(commit) ? commit : null);
      }
      if (!redirect && response.statusCode() / 100 != 2) {
        throw failure.of(response);
      }
      if (redirect && !(tellsAll(headers, commit) && isAbsolute(headers))) {
        address = HubTransport.target(response);
      } else {
        return new Head.Found(describe(path, commit, headers, redirect));
      }
    }
    throw tooManyRedirects(address);
  }

  private static boolean tellsAll(HttpHeaders headers, @Nullable String commit) {
    return commit != null && etag(headers).isPresent();
  }

  private static boolean isAbsolute(HttpHeaders headers) {
    return headers.firstValue("location").orElse("").matches("(?i)https?://.*");
  }

  private RemoteFile describe(
      String path, @Nullable String commit, HttpHeaders headers, boolean redirect) {
    if (commit == null || !Revision.isCommit(commit)) {
      throw failure.notAHub("the header X-Repo-Commit is missing or no commit for '" + path + "'");
    }
    String etag = etag(headers).orElse("");
    if (!ETAG.matcher(etag).matches()) {
      throw failure.notAHub("no usable ETag for '" + path + "', got: '" + etag + "'");
    }
    return new RemoteFile(path, commit, etag, size(headers, redirect));
  }

  private static Optional<String> etag(HttpHeaders headers) {
    return headers
        .firstValue("x-linked-etag")
        .or(() -> headers.firstValue("etag"))
        .map(value -> value.replaceFirst("^W/", "").replace("\"", "").strip());
  }

  private static long size(HttpHeaders headers, boolean redirect) {
    boolean plain = !redirect && headers.firstValue("content-encoding").isEmpty();
    return headers
        .firstValue("x-linked-size")
        .or(() -> plain ? headers.firstValue("content-length") : Optional.empty())
        .filter(value -> value.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(DownloadListener.UNKNOWN);
  }

  /**
   * Opens the bytes of a file from {@code from} on, through all redirects; the caller looks at the
   * status and closes the body.
   */
  HttpResponse<InputStream> open(RemoteFile file, long from) throws IOException {
    URI address = file(file.commit(), file.path());
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      HttpResponse<InputStream> response = transport.get(address, from, listener);
      if (!HubTransport.isRedirect(response)) {
        return response;
      }
      response.body().close();
      address = HubTransport.target(response);
    }
    throw tooManyRedirects(address);
  }

  private IOException tooManyRedirects(URI address) {
    return new IOException("more than " + MAX_REDIRECTS + " redirects, the last to " + address);
  }
}
