package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.hub.TestHub;
import io.semblance.encoder.hub.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every {@code ./semblance} command of the README and, in the profile {@code long}, of the
 * guides, in their order, as a reader would paste it. The models of the hub that they name come
 * from a hub in this process, which has tiny ones under these names.
 */
class ReadmeIT {
  private static final Map<String, String> HUB_MODELS =
      Map.of(
          "BAAI/bge-small-en-v1.5", "bert-mean",
          "cross-encoder/ms-marco-MiniLM-L6-v2", "cross-encoder");
  private static final List<String> PAGES =
      List.of(
          "README.md", "docs/models.md", "docs/collections.md", "docs/search.md", "docs/mining.md");
  private static final List<String> USED = List.of("semblance", "sample-corpora", "encoder");

  @TempDir private Path home;
  @TempDir private Path work;

  @BeforeEach
  void whatTheCommandsUse() throws IOException {
    for (String name : USED) {
      Files.createSymbolicLink(work.resolve(name), LauncherRun.ROOT.resolve(name));
    }
  }

  @Test
  void everyCommandWorks() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String page : Boolean.getBoolean("semblance.long") ? PAGES : PAGES.subList(0, 1)) {
      commands.addAll(commands(page));
    }
    try (TestHub hub = hub()) {
      for (String command : commands) {
        LauncherRun run = LauncherRun.of(work, environment(hub), List.of("sh", "-c", command));
        System.out.println("README: " + command);
        assertThat(run.exitCode()).as("%s%n%s", command, run.err()).isZero();
      }
    }
    assertThat(commands).hasSizeGreaterThanOrEqualTo(15);
  }

  private Map<String, String> environment(TestHub hub) {
    return Map.of(
        "SEMBLANCE_HOME", home.toString(),
        "HF_HUB_CACHE", home.resolve("hub").toString(),
        "HF_ENDPOINT", hub.endpoint().toString(),
        "HF_TOKEN", "");
  }

  private static TestHub hub() throws IOException {
    TestHub hub = new TestHub();
    for (Map.Entry<String, String> model : HUB_MODELS.entrySet()) {
      TestRepository repository = hub.model(model.getKey());
      Path folder =
          LauncherRun.ROOT.resolve("encoder/src/test/resources/tiny").resolve(model.getValue());
      addFiles(folder.resolve("model"), repository);
    }
    return hub;
  }

  private static void addFiles(Path folder, TestRepository repository) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        repository.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  private static List<String> commands(String page) throws IOException {
    List<String> commands = new ArrayList<>();
    boolean inShell = false;
    for (String line : Files.readAllLines(LauncherRun.ROOT.resolve(page))) {
      if (line.startsWith("```")) {
        inShell = line.equals("```sh");
      } else if (inShell && line.contains("./semblance")) {
        commands.add(line);
      }
    }
    return commands;
  }
}
