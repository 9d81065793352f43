package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Paths inside a repository come from strangers: what could lead out of a folder is refused. */
final class RepositoryPath {
  private static final int MAX_LENGTH = 1024;
  private static final Pattern CONTROL_OR_BACKSLASH = Pattern.compile("[\\p{Cntrl}\\\\]");
  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:");

  private RepositoryPath() {}

  /** Whether a path stays below any folder it is resolved against, on any system. */
  static boolean isSafe(String path) {
    if (path.isBlank()
        || path.length() > MAX_LENGTH
        || CONTROL_OR_BACKSLASH.matcher(path).find()
        || DRIVE.matcher(path).find()) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /**
   * Resolves a path below a folder.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} for a path that could lead out of it
   */
  static Path resolve(Path folder, String path) {
    if (isSafe(path)) {
      try {
        return folder.resolve(path);
      } catch (InvalidPathException e) {
        throw refused(path);
      }
    }
    throw refused(path);
  }

  private static SemblanceException refused(String path) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "the repository names the file '"
            + path.replaceAll("\\p{Cntrl}", "?")
            + "', which is not a path inside of it; it is not fetched");
  }
}
