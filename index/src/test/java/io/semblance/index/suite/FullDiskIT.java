package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes to a disk until it is full. The disk is a small one in memory that only the process sees
 * that writes to it; the system must allow that to users ({@code unshare -rm}) or the tests must
 * run as root. Where it is not allowed the test says that it was skipped, or fails if the
 * environment has {@code SEMBLANCE_REQUIRE_DATA=true}.
 */
class FullDiskIT {
  private static final long SEED = 20261123;
  private static final String MOUNT = "mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"";

  @TempDir private Path disk;
  @TempDir private Path logs;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void whatWasAcknowledgedIsThereAndMoreCanBeWrittenOnceThereIsRoom() throws Exception {
    Optional<List<String>> unshare = unshare();
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(unshare).as("unshare and mount must be allowed").isPresent();
    }
    Assumptions.assumeTrue(unshare.isPresent(), "SKIPPED: this system allows no unshare and mount");

    List<String> command = onSmallDisk(unshare.orElseThrow());
    String moments = Integer.toString(Effort.tries(3, 20));
    command.addAll(
        JavaProcess.command(FullDiskProcess.class, disk.toString(), moments, Long.toString(SEED)));
    Path errors = logs.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes());

    System.out.print(said);
    assertThat(process.waitFor()).as(() -> JavaProcess.said(errors)).isZero();
    assertThat(said).contains(moments + " full disks").contains(" 0 lost");
  }

  /** How to start a process with mounts of its own; empty where the system does not allow it. */
  private Optional<List<String>> unshare() throws IOException, InterruptedException {
    for (List<String> way : List.of(List.of("unshare", "-rm"), List.of("unshare", "-m"))) {
      List<String> command = onSmallDisk(way);
      command.add("true");
      try {
        if (new ProcessBuilder(command).start().waitFor() == 0) {
          return Optional.of(way);
        }
      } catch (IOException e) {
        return Optional.empty(); // no such program, as on other systems than Linux
      }
    }
    return Optional.empty();
  }

  private List<String> onSmallDisk(List<String> unshare) {
    List<String> command = new ArrayList<>(unshare);
    command.addAll(List.of("sh", "-c", MOUNT, disk.toString()));
    return command;
  }
}
