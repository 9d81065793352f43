package io.semblance.encoder.hub;

import io.semblance.error.SemblanceException;
import java.util.regex.Pattern;

/**
 * A version of a repository.
 *
 * @param name a branch, a tag, {@code refs/pr/N}, or a commit of 40 hexadecimal digits
 */
public record Revision(String name) {
  /** What is meant when nothing is said. */
  public static final Revision MAIN = new Revision("main");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  public Revision {
    if (!RepositoryPath.isSafe(name)) {
      throw SemblanceException.invalid(
          "a revision must be a branch, a tag, refs/pr/N or a commit of 40 hexadecimal digits, got: '"
              + name
              + "'");
    }
  }

  /** Whether this names one commit, whose files can never change. */
  public boolean isCommit() {
    return isCommit(name);
  }

  static boolean isCommit(String text) {
    return COMMIT.matcher(text).matches();
  }

  @Override
  public String toString() {
    return name;
  }
}
