package io.semblance.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One run of a shell command in a process of its own. */
record LauncherRun(int exitCode, String out, String err) {
  static final Path ROOT = Path.of(System.getProperty("semblance.root"));

  static LauncherRun of(Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("semblance", ".out");
      Path err = Files.createTempFile("semblance", ".err");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        int exitCode =
            builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
        return new LauncherRun(
            exitCode, Files.readString(out), Files.readString(err, StandardCharsets.UTF_8));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
