package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.encoder.weights.Cost;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A good model to be made harmful. Each harm must be refused within a second of CPU time and in
 * little memory, by a message that names the file.
 */
abstract class HostileModel {
  private static final Duration MAX_TIME = Duration.ofSeconds(1);

  /** For what waits instead of working; a busy machine needs room. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long MAX_BYTES = 64L << 20;

  private static Cost worst = new Cost(Duration.ZERO, 0);
  @TempDir private static Path shared;
  @TempDir Path temporary;
  Path folder;

  /** Also warms up: what follows is timed. */
  @BeforeAll
  static void theGoodModelLoads() {
    try (SentenceEncoder encoder = load(good().toString())) {
      assertThat(encoder.dimension()).isEqualTo(256);
    }
  }

  @AfterAll
  static void tellTheWorst() {
    System.out.println("hostile models: worst time and worst memory of a refusal: " + worst);
  }

  @BeforeEach
  void copyOfTheGoodModel() throws IOException {
    folder = temporary.resolve("model");
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(good())) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path copy = folder.resolve(good().relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(copy);
      } else if (path.endsWith("model.onnx")) {
        Files.createLink(copy, path);
      } else {
        Files.copy(path, copy);
      }
    }
  }

  private static Path good() {
    return BuiltInModel.find(SentenceEncoders.ALL_MINILM_L6_V2_256)
        .orElseThrow()
        .unpack(shared.resolve("models"));
  }

  private static SentenceEncoder load(String model) {
    return SentenceEncoders.load(
        model, EncoderOptions.defaults().withModelsFolder(shared.resolve("models")));
  }

  final void assertRefused(String... parts) {
    Cost cost =
        assertTimeoutPreemptively(
            PATIENCE,
            () ->
                Cost.of(
                    () -> {
                      Throwable refusal = catchThrowable(() -> load(folder.toString()).close());
                      assertThat(refusal)
                          .isInstanceOfSatisfying(
                              SemblanceException.class,
                              e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE));
                      assertThat(refusal.getMessage()).contains(parts).hasSizeLessThan(2000);
                    }));
    worst = worst.max(cost);
    assertThat(cost.cpuTime()).isLessThan(MAX_TIME);
    assertThat(cost.allocatedBytes()).isLessThan(MAX_BYTES);
  }

  final Path write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  final void write(String name, String content) throws IOException {
    write(name, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  final void replace(String name, String old, String hostile) throws IOException {
    String text = Files.readString(folder.resolve(name));
    assertThat(text).contains(old);
    write(name, text.replace(old, hostile));
  }

  final void grow(String name, long bytes) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      sparse.setLength(bytes);
    }
  }
}
