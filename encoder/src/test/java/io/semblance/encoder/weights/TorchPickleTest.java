package io.semblance.encoder.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchPickleTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zip-protocol2.bin", "zip-protocol4.bin", "legacy.bin"})
  void readsEveryTensorAsNumpySeesIt(String name) throws IOException {
    JsonNode all = WeightFixtures.expected();

    Weights weights = TorchPickle.open(WeightFixtures.file(name));

    assertThat(weights.names()).hasSize(all.size());
    for (Map.Entry<String, JsonNode> tensor : all.properties()) {
      String key = tensor.getKey();
      JsonNode expected = tensor.getValue();
      assertThat(weights.shape(key)).as(key).isEqualTo(WeightFixtures.shape(expected));
      if (key.equals("mapping")) {
        assertThat(weights.readInts(key)).containsExactly(WeightFixtures.ints(expected));
      } else {
        assertThat(weights.read(key).values())
            .as(key)
            .containsExactly(WeightFixtures.floats(expected));
      }
    }
  }

  /** A line each: the pickle as ISO 8859-1 with \n and \xHH, and what must be said about it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "cos\\nsystem\\n(X\\x04\\x00\\x00\\x00true\\x85R.|asks for os.system",
        "cbuiltins\\neval\\n.|asks for builtins.eval",
        "\\x8c\\x02os\\x8c\\x06system\\x93.|asks for os.system",
        "ctorch._utils\\n_rebuild_tensor_v2.x\\n.|_rebuild_tensor_v2.x",
        "ctorch\\nFloatStorage\\n)R.|FLOAT_STORAGE, which is no function",
        "(ios\\nsystem\\n.|the opcode INST",
        "S'x'\\n.|the opcode STRING",
        "\\x8b\\xff\\xff\\xff\\x7f.|the opcode LONG4",
        "\\x82\\x01.|the opcode EXT1",
        "\\x81.|the opcode NEWOBJ",
        "\\xff.|byte 255, which is no opcode",
        "X\\xff\\xff\\xff\\x7f|text of 2147483647 bytes",
        "\\x8d\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff|text of -1 bytes",
        "\\x8a\\x09123456789.|number of 9 bytes",
        "h\\x07.|recalls value 7",
        "t.|no mark on its stack",
        "K\\x01(\\x85.|takes a value from an empty stack",
        ".|takes a value from an empty stack",
        "\\x80\\x01}.|protocol 1",
        "}K\\x01K\\x02s.|dictionary key that is no text but Long",
        "}(X\\x01\\x00\\x00\\x00au.|a key without a value",
        "]}b.|Map",
        "K\\x01.|holds Long, must be a dictionary",
        "}X\\x01\\x00\\x00\\x00aK\\x01s.|'a' that is Long, must be a tensor",
        "K\\x01\\x85Q.|persistent id that is no storage",
        "}|ends early"
      })
  void refusesAnyOtherProgram(String pickle, String problem) throws IOException {
    Path file = Files.write(folder.resolve("pytorch_model.bin"), Pickles.zip(bytes(pickle)));

    assertThatThrownBy(() -> TorchPickle.open(file))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE))
        .hasMessageContaining("pytorch_model.bin")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 1, true",
    "0, 3, 1, false",
    "1, 1, 1, true",
    "2, 1, 1, false",
    "0, 2, 2, false",
    "0, 2, 0, true",
    "0, 3, 0, false",
    "0, 0, 99, true"
  })
  void keepsAViewWithinItsStorage(int offset, int size, int stride, boolean legal)
      throws IOException {
    byte[] bytes = Pickles.zip(Pickles.tensor(2, offset, size, stride), new byte[8]);
    Path file = Files.write(folder.resolve("pytorch_model.bin"), bytes);

    if (legal) {
      assertThat(TorchPickle.open(file).read("w").values()).hasSize(size);
    } else {
      assertThatThrownBy(() -> TorchPickle.open(file))
          .hasMessageContaining("beyond its storage of 2 elements");
    }
  }

  @Test
  void refusesAStorageOfAnotherSizeThanItsPickleSays() throws IOException {
    byte[] bytes = Pickles.zip(Pickles.tensor(3, 0, 2, 1), new byte[8]);
    Path file = Files.write(folder.resolve("pytorch_model.bin"), bytes);

    assertThatThrownBy(() -> TorchPickle.open(file))
        .hasMessageContaining("storage '0' of 8 bytes, its pickle says 12");
  }

  @Test
  void refusesAnotherByteOrder() throws IOException {
    byte[] good = Files.readAllBytes(WeightFixtures.file("zip-protocol2.bin"));
    String text = new String(good, StandardCharsets.ISO_8859_1).replaceFirst("little", "bigger");
    Path file = folder.resolve("pytorch_model.bin");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> TorchPickle.open(file)).hasMessageContaining("byte order 'bigger'");
  }

  @Test
  void refusesALegacyFileWithBytesBehindItsLastStorage() throws IOException {
    byte[] good = Files.readAllBytes(WeightFixtures.file("legacy.bin"));
    Path file = folder.resolve("pytorch_model.bin");
    Files.write(file, Arrays.copyOf(good, good.length + 1));

    assertThatThrownBy(() -> TorchPickle.open(file))
        .hasMessageContaining("values up to byte " + good.length + " but " + (good.length + 1));
  }

  @Test
  void refusesAFileThatIsNeither() throws IOException {
    Path file = Files.writeString(folder.resolve("pytorch_model.bin"), "GGUF and something more");

    assertThatThrownBy(() -> TorchPickle.open(file)).hasMessageContaining("neither a zip archive");
  }

  private static byte[] bytes(String escaped) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.startsWith("\\x", i)) {
        text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 4), 16));
        i += 3;
      } else if (escaped.startsWith("\\n", i)) {
        text.append('\n');
        i++;
      } else {
        text.append(escaped.charAt(i));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
