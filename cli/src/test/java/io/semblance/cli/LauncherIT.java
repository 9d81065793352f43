package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script as people start it. */
class LauncherIT {
  private static final String SCRIPT = LauncherRun.ROOT.resolve("semblance").toString();

  @TempDir private static Path home;
  @TempDir private Path work;

  private LauncherRun launch(List<String> command) {
    return LauncherRun.of(work, Map.of("SEMBLANCE_HOME", home.toString()), command);
  }

  @Test
  void startsOnAJdkWithTheVectorApiFromAnyFolder() {
    LauncherRun run = launch(List.of(SCRIPT, "--version"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("semblance 0.1.0", "Vector API on");
    assertThat(run.err()).doesNotContain("Building");
  }

  @Test
  void startsThroughSymbolicLinks() throws IOException {
    Path first = Files.createSymbolicLink(work.resolve("first"), Path.of(SCRIPT));
    Path second = Files.createSymbolicLink(work.resolve("second"), Path.of("first"));

    assertThat(launch(List.of(second.toString(), "--version")).out()).contains("semblance 0.1.0");
    assertThat(first).isSymbolicLink();
  }

  @Test
  void passesArgumentsAndExitCodesThrough() {
    LauncherRun run =
        launch(List.of(SCRIPT, "search", "--collection", "no such name", "two  spaces"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("got: 'no such name'");
  }

  /** Through {@code script}, which gives the command a terminal of its own. */
  @Test
  void keepsJavasFirstLineFromPeopleAndTheExitCodeToo() {
    LauncherRun run =
        launch(List.of("script", "-qec", SCRIPT + " search --collection nowhere x", "/dev/null"));

    assertThat(run.out()).contains("no collection 'nowhere'").doesNotContain("incubator");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void saysInOneSentenceWhatToInstallWithoutAJdk() throws IOException {
    Path bin = Files.createDirectory(work.resolve("bin"));
    Path fakeJava =
        Files.writeString(
            bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n");
    assertThat(fakeJava.toFile().setExecutable(true)).isTrue();
    Path copy = Files.createDirectory(work.resolve("copy"));
    String script =
        Files.readString(Path.of(SCRIPT))
            .replace("/usr/lib/jvm/*", "")
            .replace("/opt/", "/no/opt/");
    Path launcher = Files.writeString(copy.resolve("semblance"), script);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();

    LauncherRun run =
        LauncherRun.of(
            work,
            Map.of("PATH", bin + ":/usr/bin:/bin", "JAVA_HOME", "", "HOME", work.toString()),
            List.of(launcher.toString(), "demo"));

    assertThat(run.exitCode()).isEqualTo(69);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("no JDK 21 or newer found; install one");
  }

  /** In a network namespace without any interface; needs Linux and the right to make one. */
  @Test
  void encodesWithTheNetworkUnreachable() throws IOException {
    Path input = Files.writeString(work.resolve("in.txt"), "one text\n");
    List<String> isolated = List.of("unshare", "--map-root-user", "--net");
    assertThat(launch(concat(isolated, List.of("true"))).exitCode())
        .as("this test needs Linux namespaces (unshare)")
        .isZero();

    LauncherRun run =
        launch(
            concat(
                isolated, List.of(SCRIPT, "encode", "--input", input.toString(), "--output", "-")));

    assertThat(run.err()).contains("1 texts in");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("{\"text\":\"one text\",\"tokens\":4,");
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }
}
