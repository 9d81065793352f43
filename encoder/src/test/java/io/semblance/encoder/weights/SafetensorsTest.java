package io.semblance.encoder.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final int MUTATIONS = 3000;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("model.safetensors");
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Tensor tensor = new Tensor(List.of(2, 3), new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, 6});

    Safetensors.write(file, Map.of("linear.weight", tensor));

    assertThat(Safetensors.read(file)).isEqualTo(Map.of("linear.weight", tensor));
  }

  @Test
  void widensEveryElementType() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(17).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(1.5)
        .putFloat(-2)
        .putShort((short) 0x3c00)
        .putShort((short) 0x4040)
        .put((byte) -7);
    String header =
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]},"
            + "'b':{'dtype':'F32','shape':[],'data_offsets':[8,12]},"
            + "'c':{'dtype':'F16','shape':[1],'data_offsets':[12,14]},"
            + "'d':{'dtype':'BF16','shape':[1,1],'data_offsets':[14,16]},"
            + "'e':{'dtype':'I8','shape':[1],'data_offsets':[16,17]},"
            + "'__metadata__':{'format':'pt'}}";
    write(header, data.array());

    Map<String, Tensor> tensors = Safetensors.read(file);

    assertThat(tensors.get("a").values()).containsExactly(1.5f);
    assertThat(tensors.get("b").values()).containsExactly(-2);
    assertThat(tensors.get("c").values()).containsExactly(1);
    assertThat(tensors.get("d").values()).containsExactly(3);
    assertThat(tensors.get("e").values()).containsExactly(-7);
    assertThat(tensors).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|gives tensor 'a' of shape [2] 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[2,6]}}|places tensor 'a' at [2,6] of 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}}|places tensor 'a' at [-4,0]",
        "{'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,4]}}|too large",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|axis -1",
        "{'a':{'dtype':'C64','shape':[1],'data_offsets':[0,4]}}|unsupported dtype 'C64'",
        "{'a':7}|unsupported dtype ''",
        "[1]|not a JSON object",
        "{'a'|not JSON"
      })
  void refusesAHeaderThatLies(String header, String problem) throws IOException {
    write(header, new byte[4]);

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE))
        .hasMessageContaining("model.safetensors")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesAHeaderLengthBeyondTheFile() throws IOException {
    Files.write(
        file, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60).array());

    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining("1152921504606846976 bytes");
  }

  @Test
  void survivesRandomDamage() throws IOException {
    Safetensors.write(file, Map.of("w", new Tensor(List.of(4, 4), new float[16])));
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(20261123);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Files.write(file, damaged(good, random));
      try {
        Safetensors.read(file);
      } catch (SemblanceException expected) {
        assertThat(expected.code()).isEqualTo(ErrorCode.MODEL_FAILURE);
        refused++;
      }
    }
    System.out.println(
        "safetensors: " + MUTATIONS + " damaged files, " + refused + " refused, no other failure");
    assertThat(refused).isGreaterThan(MUTATIONS / 4);
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
    for (int hits = random.nextInt(4); hits >= 0; hits--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private void write(String header, byte[] data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(json.length).put(json).put(data);
    Files.write(file, out.array());
  }
}
