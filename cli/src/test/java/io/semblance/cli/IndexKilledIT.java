package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that dies goes on where it was when it is started again. */
class IndexKilledIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than any machine encodes before the first commit. */
  private static final int MANY = 200_000;

  /** Lines of the second run that the first did not get to. */
  private static final int MORE = 100;

  @TempDir private Path work;

  private List<String> command(String input, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("index", "--collection", "killed", "--input", input));
    command.addAll(List.of(options));
    return command;
  }

  private Map<String, String> environment() {
    return Map.of("SEMBLANCE_HOME", work.resolve("home").toString());
  }

  private static String line(int number) {
    return "{\"id\":\"d" + number + "\",\"text\":\"The lamp number " + number + " is lit.\"}\n";
  }

  @Test
  void whatWasOnDiskIsNotEncodedAgain() throws Exception {
    Path results = work.resolve("results.jsonl");
    ProcessBuilder builder = new ProcessBuilder(command("-", "--results", results.toString()));
    builder.environment().putAll(environment());
    Process first =
        builder.redirectErrorStream(true).redirectOutput(work.resolve("log").toFile()).start();
    Thread feeder = Thread.ofPlatform().daemon().start(() -> feed(first));
    awaitFirstResult(results, first);
    first.destroyForcibly().waitFor();
    feeder.join();
    long acknowledged = Files.readAllLines(results).stream().filter(IndexKilledIT::isWhole).count();

    Path input = work.resolve("lines.jsonl");
    long total = acknowledged + MORE;
    try (BufferedWriter out = Files.newBufferedWriter(input)) {
      for (int i = 0; i < total; i++) {
        out.write(line(i));
      }
    }
    LauncherRun second = LauncherRun.of(work, environment(), command(input.toString(), "--json"));

    assertThat(second.exitCode()).as(second.err()).isZero();
    JsonNode summary = JSON.readTree(second.out());
    assertThat(acknowledged).isPositive();
    assertThat(summary.get("unchanged").asLong()).isGreaterThanOrEqualTo(acknowledged);
    assertThat(summary.get("created").asLong() + summary.get("unchanged").asLong())
        .isEqualTo(total);
    assertThat(summary.get("encoded_passages").asLong()).isEqualTo(summary.get("created").asLong());
    assertThat(summary.get("documents").asLong()).isGreaterThanOrEqualTo(total);
  }

  /** Lines until the process is gone, which breaks the pipe; its input never ends. */
  private static void feed(Process process) {
    try (BufferedWriter out = process.outputWriter()) {
      for (int i = 0; i < MANY; i++) {
        out.write(line(i));
      }
      process.waitFor();
    } catch (IOException | InterruptedException e) {
      System.out.println("the input ended with the process: " + e);
    }
  }

  private void awaitFirstResult(Path results, Process process) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!Files.exists(results) || Files.size(results) == 0) {
      assertThat(process.isAlive()).as(Files.readString(work.resolve("log"))).isTrue();
      assertThat(System.nanoTime()).as("waited for three minutes").isLessThan(end);
      Thread.sleep(50);
    }
  }

  /** The last line of a file whose writer was killed may be cut. */
  private static boolean isWhole(String line) {
    return line.startsWith("{\"line\":") && line.endsWith("}");
  }
}
