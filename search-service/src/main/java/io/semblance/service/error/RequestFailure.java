package io.semblance.service.error;

/** Ends a request with a {@link Failure}. */
public final class RequestFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  RequestFailure(Failure failure) {
    super(failure.detail());
    this.failure = failure;
  }

  public static RequestFailure of(Failure.Kind kind, String detail) {
    return Failure.of(kind, detail).asException();
  }

  public Failure failure() {
    return failure;
  }
}
