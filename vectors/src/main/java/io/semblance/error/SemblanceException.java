package io.semblance.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure with its {@link ErrorCode} and a message for people: the rule that was broken, the
 * value that broke it, and where it helps, what to do next.
 */
public final class SemblanceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public SemblanceException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public SemblanceException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public static SemblanceException invalid(String message) {
    return new SemblanceException(ErrorCode.INVALID_REQUEST, message);
  }

  public static SemblanceException notFound(String message) {
    return new SemblanceException(ErrorCode.NOT_FOUND, message);
  }

  public static SemblanceException cancelled(String work) {
    return new SemblanceException(ErrorCode.CANCELLED, work + " was cancelled");
  }

  public ErrorCode code() {
    return code;
  }
}
