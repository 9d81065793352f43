package io.semblance.encoder.hub;

import io.semblance.error.SemblanceException;
import java.util.regex.Pattern;

/**
 * The name of a repository on the hub.
 *
 * @param kind what it holds
 * @param name {@code ORGANISATION/NAME}, or {@code NAME} for the few without an organisation
 */
public record HubId(Kind kind, String name) {
  private static final int MAX_LENGTH = 96;
  private static final Pattern ALLOWED =
      Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]{0,95}/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,95}");

  /** What a repository holds. */
  public enum Kind {
    MODEL("models", ""),
    DATASET("datasets", "datasets/");

    private final String plural;
    private final String urlPrefix;

    Kind(String plural, String urlPrefix) {
      this.plural = plural;
      this.urlPrefix = urlPrefix;
    }

    /** First part of the names of its cache folders, and of its metadata addresses. */
    String plural() {
      return plural;
    }

    String urlPrefix() {
      return urlPrefix;
    }
  }

  public HubId {
    if (!isValid(name)) {
      throw SemblanceException.invalid(
          ("a hub id must be 'NAME' or 'ORGANISATION/NAME' of letters, digits, '-', '_', '.',"
                  + " at most %s each, without '--', '..' or '.git' at its end, got: '%s'")
              .formatted(MAX_LENGTH, name));
    }
  }

  /**
   * A model. A name without an organisation means one of {@code sentence-transformers}, save for
   * the original backbones such as {@code bert-base-uncased}.
   */
  public static HubId model(String name) {
    boolean bare = name.indexOf('/') < 0 && !OriginalBackbones.contains(name);
    return new HubId(Kind.MODEL, bare ? "sentence-transformers/" + name : name);
  }

  public static HubId dataset(String name) {
    return new HubId(Kind.DATASET, name);
  }

  /** Whether a text could be the name of a repository. */
  public static boolean isValid(String name) {
    return ALLOWED.matcher(name).matches()
        && !name.contains("--")
        && !name.contains("..")
        && !name.endsWith(".git")
        && !name.matches(".*[.-](/.*)?");
  }

  /** Its folder in the cache. */
  String folderName() {
    return kind.plural() + "--" + name.replace("/", "--");
  }

  @Override
  public String toString() {
    return name;
  }
}
