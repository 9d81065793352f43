package io.semblance.service.error;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.semblance.service.error.Failure.Kind;
import jakarta.inject.Singleton;

/** Bodies of the errors that Micronaut finds itself: no such route, unreadable JSON, too large. */
@Primary
@Singleton
final class FrameworkFailures implements ErrorResponseProcessor<Object> {
  private final FailureWriter writer;

  FrameworkFailures(FailureWriter writer) {
    this.writer = writer;
  }

  @Override
  @SuppressWarnings("unchecked")
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    Kind kind = kind(response.code());
    return (MutableHttpResponse<Object>)
        writer.write(context.getRequest(), response, Failure.of(kind, detail(context, kind)));
  }

  private static Kind kind(int status) {
    for (Kind kind : Kind.values()) {
      if (kind.status().getCode() == status && kind != Kind.EMPTY_INPUT) {
        return kind;
      }
    }
    return status >= HttpStatus.INTERNAL_SERVER_ERROR.getCode() ? Kind.INTERNAL : Kind.MALFORMED;
  }

  private static String detail(ErrorContext context, Kind kind) {
    if (kind == Kind.INTERNAL || !context.hasErrors()) {
      return kind.title();
    }
    return context.getErrors().getFirst().getMessage();
  }
}
