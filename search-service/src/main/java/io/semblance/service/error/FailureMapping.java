package io.semblance.service.error;

import io.semblance.error.SemblanceException;
import io.semblance.service.error.Failure.Kind;
import java.time.Duration;

/** What the engine's failures are on the wire: the one place where codes become statuses. */
final class FailureMapping {
  private static final Duration SOON = Duration.ofSeconds(1);

  private FailureMapping() {}

  static Failure of(SemblanceException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.code()) {
      case INVALID_REQUEST -> Failure.of(Kind.INVALID, detail);
      case NOT_FOUND -> Failure.of(Kind.NOT_FOUND, detail);
      case CONFLICT -> Failure.of(Kind.CONFLICT, detail);
      case EXPIRED -> Failure.of(Kind.GONE, detail);
      case OVERLOADED -> Failure.of(Kind.OVERLOADED, detail).retryAfter(SOON);
      case MODEL_FAILURE -> Failure.of(Kind.MODEL_FAILURE, "the model could not be run");
      case STORAGE_FAILURE -> Failure.of(Kind.STORAGE_FULL, "the disk refused");
      case CANCELLED -> Failure.of(Kind.TIMEOUT, detail);
      case INTERNAL -> Failure.of(Kind.INTERNAL, "a defect of the service; its log says more");
    };
  }
}
