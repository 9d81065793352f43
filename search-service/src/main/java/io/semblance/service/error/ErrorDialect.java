package io.semblance.service.error;

/** How the errors of one wire format look. A bean for each; problems (RFC 9457) for the rest. */
public interface ErrorDialect {
  /** Whether a path belongs to the format. */
  boolean speaks(String path);

  /** The body, written as JSON. */
  Object body(Failure failure);

  /** Media type of the body. */
  default String mediaType() {
    return "application/json";
  }
}
