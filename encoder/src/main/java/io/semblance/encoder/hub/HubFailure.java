package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Turns what a hub answers into sentences that say what to do. */
final class HubFailure {
  private final HubOptions options;
  private final HubId id;
  private final Revision revision;

  HubFailure(HubOptions options, HubId id, Revision revision) {
    this.options = options;
    this.id = id;
    this.revision = revision;
  }

  static String code(HttpResponse<?> response) {
    return response.headers().firstValue("x-error-code").orElse("");
  }

  /** Whether the hub knows the repository, but not this file. */
  static boolean isMissingEntry(HttpResponse<?> response) {
    return response.statusCode() == 404 && code(response).equals("EntryNotFound");
  }

  /** The failure that an answer other than success or redirect tells. */
  SemblanceException of(HttpResponse<?> response) {
    String message = response.headers().firstValue("x-error-message").orElse("");
    if (message.equals("Access to this resource is disabled.")) {
      return SemblanceException.invalid(
          "access to '%s' is disabled by the hub; nobody can download it".formatted(id));
    }
    int status = response.statusCode();
    return switch (code(response)) {
      case "GatedRepo" -> gated();
      case "RevisionNotFound" -> revisionNotFound();
      case "RepoNotFound" -> repositoryNotFound();
      default -> status == 401 ? repositoryNotFound() : ofStatus(response, message);
    };
  }

  private SemblanceException ofStatus(HttpResponse<?> response, String message) {
    int status = response.statusCode();
    String said = message.isEmpty() ? "" : " (" + message.replaceAll("\\p{Cntrl}", " ") + ")";
    if (status == 403) {
      return SemblanceException.invalid(
          "%s refuses '%s' with status 403%s; check that the token may read it"
              .formatted(response.uri().getHost(), id, said));
    }
    ErrorCode code =
        status == 429 || status == 408 || status >= 500
            ? ErrorCode.OVERLOADED
            : ErrorCode.NOT_FOUND;
    return new SemblanceException(
        code,
        "%s answers status %s%s for '%s'; %s"
            .formatted(
                response.uri().getHost(),
                status,
                said,
                id,
                code == ErrorCode.OVERLOADED
                    ? "run this again later"
                    : "check the name, and HF_ENDPOINT"));
  }

  private SemblanceException gated() {
    return SemblanceException.invalid(
        "'%s' is gated: ask for access at %s/%s%s, then %s"
            .formatted(id, options.endpoint(), id.kind().urlPrefix(), id, tokenAdvice()));
  }

  private SemblanceException repositoryNotFound() {
    return SemblanceException.notFound(
        "%s has no %s '%s' that you may read: check the name; if it is private, %s"
            .formatted(
                options.endpoint(),
                id.kind() == HubId.Kind.MODEL ? "model" : "data set",
                id,
                tokenAdvice()));
  }

  private String tokenAdvice() {
    if (options.token() == null) {
      return "set HF_TOKEN to a token of an account with access";
    }
    return Origin.of(options.endpoint()).keepsSecrets()
        ? "use a token of an account with access: the one given has none"
        : "use an https address: the token is not sent over plain http to another machine";
  }

  private SemblanceException revisionNotFound() {
    return SemblanceException.notFound(
        "'%s' has no revision '%s'; see its branches and tags at %s/%s%s/tree/main"
            .formatted(id, revision, options.endpoint(), id.kind().urlPrefix(), id));
  }

  SemblanceException fileNotFound(String path) {
    return SemblanceException.notFound(
        "'%s' has no file '%s' at revision '%s'".formatted(id, path, revision));
  }

  SemblanceException notCached(String what) {
    String command =
        id.kind() == HubId.Kind.MODEL ? ": semblance models pull " + id : " (unset HF_HUB_OFFLINE)";
    return SemblanceException.notFound(
        "offline, and %s of '%s' at revision '%s' is not in the cache %s; fetch it with the network on%s"
            .formatted(what, id, revision, options.cache(), command));
  }

  SemblanceException unreachable(IOException cause) {
    return new SemblanceException(
        ErrorCode.OVERLOADED,
        "cannot reach %s for '%s' (%s), and the cache %s has no copy; check the network, a proxy, or HF_ENDPOINT"
            .formatted(options.endpoint(), id, reason(cause), options.cache()),
        cause);
  }

  SemblanceException notAHub(String missing) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "%s does not answer like a hub: %s; check HF_ENDPOINT"
            .formatted(options.endpoint(), missing));
  }

  /** What went wrong in a few words; some network failures have no message of their own. */
  static String reason(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }
}
