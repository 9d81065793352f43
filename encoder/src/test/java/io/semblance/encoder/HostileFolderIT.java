package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Folders whose paths, links, configurations and graphs are made to harm. */
class HostileFolderIT extends HostileModel {

  @Test
  void modulesOutsideTheFolder() throws IOException {
    replace("modules.json", "3_Dense", "../../../../etc");

    assertRefused("names a file outside the folder", "../../../../etc");
  }

  @Test
  void modulesAtAnAbsolutePath() throws IOException {
    replace("modules.json", "1_Pooling", "/etc");

    assertRefused("names a file outside the folder", "/etc/config.json");
  }

  @Test
  void modulesAtAWindowsPath() throws IOException {
    replace("modules.json", "1_Pooling", "..\\\\..\\\\secret");

    assertRefused("has a path that is no path", "secret");
  }

  @Test
  void aConfigurationThatIsALinkOut() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret.json"), "{}");
    Files.delete(folder.resolve("1_Pooling/config.json"));
    Files.createSymbolicLink(folder.resolve("1_Pooling/config.json"), secret);

    assertRefused("link that leads out of the folder", "'1_Pooling/config.json'");
  }

  @Test
  void aModuleFolderThatIsALinkOut() throws IOException {
    Files.move(folder.resolve("3_Dense"), temporary.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("3_Dense"), temporary.resolve("outside"));

    assertRefused("link that leads out of the folder", "'3_Dense/config.json'");
  }

  @Test
  void aGraphThatIsALinkOut() throws IOException {
    Files.move(folder.resolve("onnx/model.onnx"), temporary.resolve("outside.onnx"));
    Files.createSymbolicLink(folder.resolve("onnx/model.onnx"), temporary.resolve("outside.onnx"));

    assertRefused("link that leads out of the folder", "'onnx/model.onnx'");
  }

  @Test
  void aConfigurationThatIsAPipe() throws Exception {
    Files.delete(folder.resolve("config.json"));
    pipe("config.json");

    assertRefused("config.json that is not a regular file");
  }

  @Test
  void weightsThatAreAPipe() throws Exception {
    Files.delete(folder.resolve("3_Dense/model.safetensors"));
    pipe("3_Dense/model.safetensors");

    assertRefused("3_Dense/model.safetensors that is not a regular file");
  }

  @Test
  void aTokenizerOf100Megabytes() throws IOException {
    grow("tokenizer.json", 100L << 20);

    assertRefused("tokenizer.json of 104857600 bytes");
  }

  @Test
  void aConfigurationOf100Megabytes() throws IOException {
    grow("config.json", 100L << 20);

    assertRefused("config.json of 104857600 bytes");
  }

  @Test
  void aConfigurationOfAMillionLevels() throws IOException {
    write("config.json", "[".repeat(1_000_000));

    assertRefused("config.json that is not JSON", "nesting depth");
  }

  @Test
  void aConfigurationOfMillionsOfLists() throws IOException {
    write("config.json", "[" + "[],".repeat(5_000_000) + "0]");

    assertRefused("config.json that is not JSON", "Token count");
  }

  @Test
  void aConfigurationWithANumberOfAMillionDigits() throws IOException {
    write("config.json", "{\"pad_token_id\": " + "9".repeat(1_000_000) + "}");

    assertRefused("config.json that is not JSON", "Number");
  }

  @Test
  void aModuleTypeOfMegabytes() throws IOException {
    replace("modules.json", "sentence_transformers.models.Dense", "x".repeat(5_000_000));

    assertRefused("asks for the module 'xxxx");
  }

  @Test
  void aGraphWithOtherInputs() throws IOException {
    Files.delete(folder.resolve("onnx/model.onnx"));
    write("onnx/model.onnx", OnnxBytes.identity("pixel_values", "image_embeds"));

    assertRefused("model.onnx", "pixel_values");
  }

  private void pipe(String name) throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start();
    assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(mkfifo.exitValue()).isZero();
  }
}
