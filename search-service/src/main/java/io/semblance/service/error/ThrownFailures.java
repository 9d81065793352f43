package io.semblance.service.error;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.semblance.error.SemblanceException;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for what a route threw and nothing more special answers for. */
@Singleton
final class ThrownFailures implements ExceptionHandler<Throwable, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(ThrownFailures.class);

  private final FailureWriter writer;

  ThrownFailures(FailureWriter writer) {
    this.writer = writer;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, Throwable thrown) {
    return writer.response(request, failure(request, thrown));
  }

  private static Failure failure(HttpRequest<?> request, Throwable thrown) {
    if (thrown instanceof RequestFailure known) {
      return known.failure();
    }
    if (thrown instanceof SemblanceException known) {
      Failure failure = FailureMapping.of(known);
      if (failure.kind().status().getCode() >= 500) {
        LOG.error("{} {} failed", request.getMethod(), request.getPath(), thrown);
      }
      return failure;
    }
    LOG.error("{} {} failed", request.getMethod(), request.getPath(), thrown);
    return Failure.of(Failure.Kind.INTERNAL, "a defect of the service; its log says more");
  }
}
