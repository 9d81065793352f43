package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that cannot be loaded say what is wrong, in the name of the file. */
class BadModelIT {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void copyOfAGoodModel() throws IOException {
    Path good =
        BuiltInModel.find(SentenceEncoders.ALL_MINILM_L6_V2_256)
            .orElseThrow()
            .unpack(temporary.resolve("models"));
    folder = temporary.resolve("my-model");
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(good)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Files.copy(path, folder.resolve(good.relativize(path).toString()));
    }
  }

  private SentenceEncoder load() {
    return SentenceEncoders.load(
        folder.toString(), EncoderOptions.defaults().withModelsFolder(temporary.resolve("models")));
  }

  private static void assertFails(ThrowingCallable load, ErrorCode code, String... parts) {
    assertThatThrownBy(load)
        .isInstanceOfSatisfying(SemblanceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .contains(parts);
  }

  @Test
  void theCopyItselfLoads() {
    try (SentenceEncoder encoder = load()) {
      assertThat(encoder.dimension()).isEqualTo(256);
    }
  }

  @Test
  void unknownNameListsTheBuiltInModels() {
    assertFails(
        () -> SentenceEncoders.load("no-such-model"),
        ErrorCode.NOT_FOUND,
        "no-such-model",
        "all-MiniLM-L6-v2");
  }

  @Test
  void aFolderWithoutModulesIsNoModel() throws IOException {
    Files.delete(folder.resolve("modules.json"));
    Files.delete(folder.resolve("config.json"));

    assertFails(this::load, ErrorCode.MODEL_FAILURE, "has neither modules.json nor config.json");
  }

  @Test
  void aTruncatedGraphIsRefused() throws IOException {
    try (RandomAccessFile graph =
        new RandomAccessFile(folder.resolve("onnx/model.onnx").toFile(), "rw")) {
      graph.setLength(40_000_000);
    }

    assertFails(this::load, ErrorCode.MODEL_FAILURE, "cannot load ONNX graph", "model.onnx");
  }

  @Test
  void aMissingGraphIsNamed() throws IOException {
    Files.delete(folder.resolve("onnx/model.onnx"));

    assertFails(this::load, ErrorCode.MODEL_FAILURE, "has none of [model.onnx, onnx/model.onnx]");
  }

  @Test
  void aBrokenTokenizerIsNamed() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": 7}");

    assertFails(this::load, ErrorCode.MODEL_FAILURE, "tokenizer.json");
  }

  @Test
  void modulesMayNotLeaveTheFolder() throws IOException {
    Files.writeString(
        folder.resolve("modules.json"),
        Files.readString(folder.resolve("modules.json")).replace("1_Pooling", "../../etc"));

    assertFails(
        this::load, ErrorCode.MODEL_FAILURE, "names a file outside the folder", "../../etc");
  }

  @Test
  void customCodeIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("modules.json"),
        Files.readString(folder.resolve("modules.json"))
            .replace("sentence_transformers.models.Dense", "my_code.Dense"));

    assertFails(this::load, ErrorCode.MODEL_FAILURE, "'my_code.Dense'", "code of its own");
  }

  @Test
  void anUnsupportedModuleIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("modules.json"),
        Files.readString(folder.resolve("modules.json")).replace("models.Dense", "models.LSTM"));

    assertFails(
        this::load,
        ErrorCode.MODEL_FAILURE,
        "'LSTM'",
        "known there are Dense, LayerNorm and Normalize");
  }

  @Test
  void aDenseOfTheWrongWidthIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("3_Dense/config.json"),
        "{\"in_features\": 256, \"out_features\": 384, \"bias\": false}");

    assertFails(this::load, ErrorCode.MODEL_FAILURE, "linear.weight", "[384, 256]", "[256, 384]");
  }

  @Test
  void aDamagedConfigurationIsNamed() throws IOException {
    Files.writeString(folder.resolve("1_Pooling/config.json"), "{");

    assertFails(this::load, ErrorCode.MODEL_FAILURE, "1_Pooling/config.json", "not JSON");
  }

  @Test
  void aModelsFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(temporary.resolve("a-file"));

    assertFails(
        () ->
            SentenceEncoders.load(
                "all-MiniLM-L6-v2",
                EncoderOptions.defaults().withModelsFolder(file.resolve("models"))),
        ErrorCode.STORAGE_FAILURE,
        "cannot unpack model",
        "--home");
  }
}
