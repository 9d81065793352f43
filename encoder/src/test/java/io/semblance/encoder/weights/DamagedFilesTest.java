package io.semblance.encoder.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Thousands of damaged weight files: each is read or refused with {@code MODEL_FAILURE}, at once
 * and in little memory. Repeatable: the damage follows from the seed.
 */
class DamagedFilesTest {
  private static final long SEED = 20261123;
  private static final long MAX_BYTES = 16 << 20;

  private static final Duration MAX_TIME = Duration.ofSeconds(1);

  @TempDir private Path folder;

  @ParameterizedTest
  @Timeout(300)
  @CsvSource({
    "mixed.safetensors, 10000",
    "zip-protocol2.bin, 3000",
    "zip-protocol4.bin, 3000",
    "legacy.bin, 4000"
  })
  void areReadOrRefused(String name, int files) throws IOException {
    byte[] good = Files.readAllBytes(WeightFixtures.file(name));
    Function<Path, Weights> open = name.endsWith(".bin") ? TorchPickle::open : Safetensors::open;
    Damage damage = new Damage(good, SEED);
    Path file = folder.resolve(name);
    Files.write(file, good);
    assertThat(isRefused(file, open)).isFalse();
    Cost worst = new Cost(Duration.ZERO, 0);
    int refused = 0;
    for (int i = 0; i < files; i++) {
      Files.write(file, damage.next());
      boolean[] outcome = new boolean[1];
      Cost cost = Cost.of(() -> outcome[0] = isRefused(file, open));
      refused += outcome[0] ? 1 : 0;
      worst = worst.max(cost);
    }
    assertThat(worst.cpuTime()).isLessThan(MAX_TIME);
    assertThat(worst.allocatedBytes()).isLessThan(MAX_BYTES);
    System.out.println(
        name
            + ": "
            + files
            + " damaged files, "
            + refused
            + " refused, worst time and memory: "
            + worst);
    assertThat(refused).isBetween(files / 2, files - 1);
  }

  /** Opens and reads all; anything thrown but a refusal fails the test. */
  private static boolean isRefused(Path file, Function<Path, Weights> open) {
    try {
      Weights weights = open.apply(file);
      for (String name : weights.names()) {
        readEither(weights, name);
      }
      return false;
    } catch (SemblanceException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE);
      assertThat(e).hasMessageContaining(file.toString());
      return true;
    }
  }

  private static void readEither(Weights weights, String name) {
    try {
      assertThat(weights.read(name).shape()).isEqualTo(weights.shape(name));
    } catch (SemblanceException e) {
      assertThat(e).hasMessageContaining("must be floats");
      weights.readInts(name);
    }
  }
}
