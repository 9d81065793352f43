package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every {@code ./semblance} command of the README, in its order, as a reader would paste it.
 */
class ReadmeIT {
  @TempDir private Path home;

  @Test
  void everyCommandWorks() throws IOException {
    List<String> commands = commands();
    for (String command : commands) {
      LauncherRun run =
          LauncherRun.of(
              LauncherRun.ROOT,
              Map.of("SEMBLANCE_HOME", home.toString()),
              List.of("sh", "-c", command));
      System.out.println("README: " + command);
      assertThat(run.exitCode()).as("%s%n%s", command, run.err()).isZero();
    }
    assertThat(commands).hasSizeGreaterThanOrEqualTo(8);
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    boolean inShell = false;
    for (String line : Files.readAllLines(LauncherRun.ROOT.resolve("README.md"))) {
      if (line.startsWith("```")) {
        inShell = line.equals("```sh");
      } else if (inShell && line.contains("./semblance")) {
        commands.add(line);
      }
    }
    return commands;
  }
}
