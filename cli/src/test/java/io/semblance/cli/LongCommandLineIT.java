package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model opens in a process whose command line is long, as class paths are. */
class LongCommandLineIT {
  @TempDir private Path home;

  @Test
  void aHundredThousandCharactersDoNotMatter() {
    LauncherRun run =
        LauncherRun.of(
            home,
            Map.of("SEMBLANCE_HOME", home.toString()),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsemblance.filler=" + "x".repeat(100_000),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "similarity",
                "--json",
                "one text",
                "another"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("another");
  }
}
