package io.semblance.service.error;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes failures in the words of the path that was asked. */
@Singleton
public final class FailureWriter {
  /** Attribute of a request that holds its id. */
  public static final String REQUEST_ID = "semblance.request-id";

  private final List<ErrorDialect> dialects;

  FailureWriter(List<ErrorDialect> dialects) {
    this.dialects = dialects;
  }

  /** An answer that tells a failure. */
  public MutableHttpResponse<?> response(HttpRequest<?> request, Failure failure) {
    return write(request, HttpResponse.status(failure.kind().status()), failure);
  }

  /** Puts a failure into an answer that has a status already. */
  MutableHttpResponse<?> write(
      HttpRequest<?> request, MutableHttpResponse<?> response, Failure failure) {
    Duration retryAfter = failure.retryAfter();
    if (retryAfter != null) {
      long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    if (failure.kind() == Failure.Kind.CONFLICT) {
      response.header("x-should-retry", "false");
    }
    String path = request.getPath();
    for (ErrorDialect dialect : dialects) {
      if (dialect.speaks(path)) {
        return response.body(dialect.body(failure)).contentType(dialect.mediaType());
      }
    }
    return response
        .body(Problem.of(failure, path, requestId(request)))
        .contentType(Problem.MEDIA_TYPE);
  }

  private static @Nullable String requestId(HttpRequest<?> request) {
    return request.getAttribute(REQUEST_ID, String.class).orElse(null);
  }
}
