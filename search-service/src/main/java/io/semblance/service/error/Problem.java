package io.semblance.service.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem of RFC 9457.
 *
 * @param type stable path that names the kind
 * @param instance path of the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable String requestId,
    List<Failure.Place> errors) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Failure failure, String path, @Nullable String requestId) {
    Failure.Kind kind = failure.kind();
    return new Problem(
        "/problems/" + kind.word(),
        kind.title(),
        kind.status().getCode(),
        failure.detail(),
        path,
        requestId,
        failure.places());
  }
}
