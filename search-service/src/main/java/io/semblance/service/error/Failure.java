package io.semblance.service.error;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not answered, before it is written in the words of a wire format.
 *
 * @param detail for people: the rule and the value; never a path of this machine, a stack trace or
 *     text of a document
 * @param places where in the body the rules were broken; may be empty
 * @param retryAfter when the same request may succeed, null when it is not known or never
 */
public record Failure(Kind kind, String detail, List<Place> places, @Nullable Duration retryAfter) {

  /** What happened, each with its status and its stable name. */
  public enum Kind {
    MALFORMED(HttpStatus.BAD_REQUEST, "malformed", "Malformed request"),
    INVALID(HttpStatus.UNPROCESSABLE_ENTITY, "invalid", "Impossible value"),
    EMPTY_INPUT(HttpStatus.BAD_REQUEST, "empty-input", "Empty input"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "unauthenticated", "No valid key"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "forbidden", "Not allowed with this key"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "not-found", "Not found"),
    MODEL_NOT_FOUND(HttpStatus.NOT_FOUND, "model-not-found", "Unknown model"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "Method not allowed"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "Not acceptable"),
    CONFLICT(HttpStatus.CONFLICT, "conflict", "Conflict"),
    GONE(HttpStatus.GONE, "gone", "Gone"),
    PRECONDITION_FAILED(
        HttpStatus.PRECONDITION_FAILED, "precondition-failed", "Precondition failed"),
    TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "Too large"),
    UNSUPPORTED_MEDIA_TYPE(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Unsupported media type"),
    WRONG_MODEL(HttpStatus.FAILED_DEPENDENCY, "wrong-model", "The model cannot do this"),
    PRECONDITION_REQUIRED(
        HttpStatus.PRECONDITION_REQUIRED, "precondition-required", "Precondition required"),
    OVERLOADED(HttpStatus.TOO_MANY_REQUESTS, "overloaded", "Too much work at once"),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "rate-limited", "Too many requests"),
    HEADERS_TOO_LARGE(
        HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large", "Headers too large"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Internal error"),
    MODEL_FAILURE(HttpStatus.INTERNAL_SERVER_ERROR, "model-failure", "The model failed"),
    NOT_READY(HttpStatus.SERVICE_UNAVAILABLE, "not-ready", "Not ready"),
    TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "timeout", "Took too long"),
    STORAGE_FULL(HttpStatus.INSUFFICIENT_STORAGE, "storage-full", "No room on the disk");

    private final HttpStatus status;
    private final String word;
    private final String title;

    Kind(HttpStatus status, String word, String title) {
      this.status = status;
      this.word = word;
      this.title = title;
    }

    public HttpStatus status() {
      return status;
    }

    /** Its name on the wire. */
    public String word() {
      return word;
    }

    public String title() {
      return title;
    }
  }

  /**
   * A place in a body.
   *
   * @param pointer JSON pointer (RFC 6901)
   */
  public record Place(String pointer, String detail) {}

  public static Failure of(Kind kind, String detail) {
    return new Failure(kind, detail, List.of(), null);
  }

  /** The same, saying when to come again. */
  public Failure retryAfter(Duration time) {
    return new Failure(kind, detail, places, time);
  }

  /** The same, naming the place of the body that it is about. */
  public Failure at(String pointer) {
    return new Failure(kind, detail, List.of(new Place(pointer, detail)), retryAfter);
  }

  public RequestFailure asException() {
    return new RequestFailure(this);
  }
}
