package io.semblance.encoder.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
  @TempDir private Path temporary;
  private Path root;
  private ModelFolder folder;

  @BeforeEach
  void aFolderWithAConfiguration() throws IOException {
    root = Files.createDirectories(temporary.resolve("model"));
    Files.writeString(root.resolve("config.json"), "{\"a\": 1}");
    folder = new ModelFolder(root);
  }

  private static void assertFails(ThrowingCallable use, String... parts) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE))
        .message()
        .contains(parts);
  }

  private static Path sized(Path file, long bytes) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    return file;
  }

  @Test
  void readsWhatIsThereAndGivesNothingForWhatIsNot() {
    assertThat(folder.json("config.json").path("a").asInt()).isEqualTo(1);
    assertThat(folder.json("./config.json").path("a").asInt()).isEqualTo(1);
    assertThat(folder.json("1_Pooling/config.json").isMissingNode()).isTrue();
    assertThat(folder.has("modules.json")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret", "a/../../secret", "a/../config.json", "/etc/passwd", "..", "//etc"})
  void refusesPathsThatLeave(String path) {
    assertFails(() -> folder.file(path), "names a file outside the folder", path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\..\\b", "C:/secret", "C:secret", "config.json:stream", "a\u0000b", "a\nb"})
  void refusesPathsThatAreNone(String path) {
    assertFails(() -> folder.file(path), "has a path that is no path");
  }

  @Test
  void refusesLinksThatLeave() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret.json"), "{}");
    Files.createSymbolicLink(root.resolve("link.json"), secret);
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));

    assertFails(
        () -> folder.json("link.json"), "link that leads out", "'link.json'", "secret.json");
    assertFails(() -> folder.has("up/secret.json"), "link that leads out", "'up/secret.json'");
  }

  @Test
  void followsLinksWithinTheFolderAndToTheFolder() throws IOException {
    Files.createSymbolicLink(root.resolve("same.json"), Path.of("config.json"));
    Path alias = Files.createSymbolicLink(temporary.resolve("alias"), root);

    assertThat(folder.json("same.json").path("a").asInt()).isEqualTo(1);
    assertThat(new ModelFolder(alias).json("same.json").path("a").asInt()).isEqualTo(1);
  }

  @Test
  void aLinkToItselfIsAbsent() throws IOException {
    Files.createSymbolicLink(root.resolve("loop.json"), Path.of("loop.json"));

    assertThat(folder.has("loop.json")).isFalse();
  }

  @Test
  void followsASnapshotsLinksIntoItsOwnRepositoryOnly() throws IOException {
    Path repository = temporary.resolve("hub/models--sentence-transformers--tiny");
    Path snapshot = Files.createDirectories(repository.resolve("snapshots/0123abcd"));
    Path blobs = Files.createDirectories(repository.resolve("blobs"));
    Path other = Files.createDirectories(temporary.resolve("hub/models--other/blobs"));
    Files.writeString(blobs.resolve("f00"), "{\"a\": 2}");
    Files.writeString(other.resolve("f00"), "{\"a\": 3}");
    Files.createSymbolicLink(snapshot.resolve("config.json"), Path.of("../../blobs/f00"));
    Files.createSymbolicLink(
        snapshot.resolve("out.json"), Path.of("../../../models--other/blobs/f00"));
    ModelFolder cached = new ModelFolder(snapshot);

    assertThat(cached.json("config.json").path("a").asInt()).isEqualTo(2);
    assertThat(cached.file("config.json")).isEqualTo(snapshot.resolve("config.json"));
    assertFails(() -> cached.json("out.json"), "link that leads out", "'out.json'");
  }

  @Test
  void refusesAFolderInPlaceOfAFile() throws IOException {
    Files.createDirectory(root.resolve("tokenizer.json"));

    assertFails(() -> folder.has("tokenizer.json"), "tokenizer.json that is not a regular file");
  }

  @Test
  void limitsTheSizeOfConfigurationsAndTokenizers() throws IOException {
    sized(root.resolve("large.json"), ModelFolder.MAX_CONFIG_BYTES + 1);
    sized(root.resolve("tokenizer.json"), ModelFolder.MAX_JSON_BYTES + 1);

    assertFails(() -> folder.json("large.json"), "large.json of 16777217 bytes, at most 16777216");
    assertFails(
        () -> folder.firstOf(List.of("tokenizer.json")), "tokenizer.json of 67108865 bytes");
  }

  @Test
  void aTokenizerOfTheAllowedSizeIsHandedOut() throws IOException {
    sized(root.resolve("tokenizer.json"), ModelFolder.MAX_JSON_BYTES);

    assertThat(folder.firstOf(List.of("tokenizer.json"))).isEqualTo(root.resolve("tokenizer.json"));
  }

  @Test
  void ofAKeyGivenTwiceTheLastCounts() throws IOException {
    Files.writeString(root.resolve("twice.json"), "{\"a\": 1, \"a\": 2}");

    assertThat(folder.json("twice.json").path("a").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{]", "{} x", "{}{}", "\"a", "1e", "nul", "\u0000"})
  void saysThatAFileIsNotJson(String text) throws IOException {
    Files.writeString(root.resolve("bad.json"), text);

    assertFails(() -> folder.json("bad.json"), "bad.json that is not JSON");
  }

  @Test
  void quotesAModelsWordsCutAndCleaned() {
    String message = folder.failure("says \u001b[31m" + "x".repeat(5000)).getMessage();

    assertThat(message).contains("says ?[31mxxx").hasSizeLessThan(1500);
  }
}
