package io.semblance.encoder.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("model.safetensors");
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Tensor small = new Tensor(List.of(2, 3), new float[] {1, -2, 3.5f, 0, Float.MIN_VALUE, 6});
    Tensor large = new Tensor(List.of(50_001), random(50_001));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("linear.weight", small);
    tensors.put("größer", large);

    Safetensors.write(file, tensors);

    assertThat(Safetensors.read(file)).isEqualTo(tensors);
    assertThat(Safetensors.open(file).names()).containsExactly("linear.weight", "größer");
  }

  @Test
  void writesTheLayoutOfTheFormat() throws IOException {
    Safetensors.write(file, Map.of("w", new Tensor(List.of(1, 2), new float[] {1.5f, -2})));

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    byte[] header = new byte[length];
    bytes.get(header);
    assertThat(length % 8).isZero();
    assertThat(new String(header, StandardCharsets.UTF_8).strip())
        .isEqualTo("{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}");
    assertThat(bytes.getFloat()).isEqualTo(1.5f);
    assertThat(bytes.getFloat()).isEqualTo(-2);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear.weight", "half", "brain", "double", "char", "byte", "scalar"})
  void widensWhatNumpyWrote(String name) throws IOException {
    JsonNode expected = WeightFixtures.expected().path(name);

    Tensor tensor = Safetensors.open(WeightFixtures.file("mixed.safetensors")).read(name);

    assertThat(tensor.shape()).isEqualTo(WeightFixtures.shape(expected));
    assertThat(tensor.values()).containsExactly(WeightFixtures.floats(expected));
  }

  @Test
  void readsIntegersWithoutLoss() throws IOException {
    Weights weights = Safetensors.open(WeightFixtures.file("mixed.safetensors"));

    assertThat(weights.readInts("mapping"))
        .containsExactly(WeightFixtures.ints(WeightFixtures.expected().path("mapping")));
    assertFails(() -> weights.read("mapping"), "'mapping' of dtype I64, must be floats");
    assertFails(() -> weights.readInts("half"), "'half' of dtype F16, must be integers");
  }

  @Test
  void refusesAnIntegerBeyondAnInt() throws IOException {
    byte[] data =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(2147483648L).array();
    write("{'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}", data);

    assertFails(() -> Safetensors.open(file).readInts("a"), "'a' with value 2147483648");
  }

  @Test
  void opensALargeFileWithoutReadingIt() throws IOException {
    long bytes = 3L << 30;
    String header =
        "{'big':{'dtype':'F32','shape':[805306368],'data_offsets':[0,3221225472]},"
            + "'end':{'dtype':'F32','shape':[1],'data_offsets':[3221225472,3221225476]}}";
    write(header, new byte[0]);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sparse.length() + bytes + 4);
    }
    Cost cost = Cost.of(() -> assertThat(Safetensors.open(file).read("end").values()).hasSize(1));

    assertThat(Safetensors.open(file).shape("big")).containsExactly(805306368);
    assertThat(cost.allocatedBytes()).isLessThan(16 << 20);
  }

  @Test
  void refusesATensorThatIsTooLargeWhenItIsAskedFor() throws IOException {
    long elements = Weights.MAX_ELEMENTS + 1;
    write("{'a':{'dtype':'I8','shape':[268435457],'data_offsets':[0,268435457]}}", new byte[0]);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sparse.length() + elements);
    }

    assertFails(() -> Safetensors.open(file).read("a"), "tensor 'a' too large: [268435457]");
  }

  @Test
  void namesSomeTensorsWhenOneIsMissing() throws IOException {
    Safetensors.write(file, Map.of("w", new Tensor(List.of(1), new float[1])));

    assertFails(
        () -> Safetensors.open(file).read("linear.weight"),
        "no tensor 'linear.weight'; it has 1, such as [w]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|gives tensor 'a' of shape [2] 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[2,6]}}|places tensor 'a' at [2,6] of 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}}|places tensor 'a' at [-4,0]",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}|places tensor 'a' at [4,0]",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}}|two data_offsets",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4.0]}}|data_offsets that is no short list",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,99999999999999999999]}}|not JSON",
        "{'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,4]}}|[65536, 65536] 4 bytes",
        "{'a':{'dtype':'F32','shape':[2147483647,2147483647,2147483647],'data_offsets':[0,4]}}|4 bytes",
        "{'a':{'dtype':'F32','shape':[4294967297],'data_offsets':[0,4]}}|axis 4294967297",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|axis -1",
        "{'a':{'dtype':'F32','data_offsets':[0,4]}}|without a shape",
        "{'a':{'dtype':'C64','shape':[1],'data_offsets':[0,4]}}|unsupported dtype 'C64'",
        "{'a':{'dtype':'I8','shape':[3],'data_offsets':[0,3]}}|has tensors of 3 bytes, but holds 4",
        "{'a':{'dtype':'I8','shape':[3],'data_offsets':[0,3]},'b':{'dtype':'I8','shape':[2],'data_offsets':[2,4]}}|'b' at [2,4], must start at 3",
        "{'a':{'dtype':'I8','shape':[2],'data_offsets':[2,4]}}|must start at 0",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{}}|Duplicate field 'a'",
        "{'a':{'dtype':'F32','dtype':'I8','shape':[4],'data_offsets':[0,4]}}|Duplicate field 'dtype'",
        "{'a':7}|describes tensor 'a' by no object",
        "[1]|not a JSON object",
        "{}x|not JSON",
        "{}{}|text after its JSON object",
        "{'a'|not JSON"
      })
  void refusesAHeaderThatLies(String header, String problem) throws IOException {
    write(header, new byte[4]);

    assertFails(() -> Safetensors.open(file), problem);
  }

  @Test
  void refusesAHeaderLengthBeyondTheFile() throws IOException {
    Files.write(
        file, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 60).array());

    assertFails(() -> Safetensors.open(file), "1152921504606846976 bytes");
  }

  @Test
  void saysWhenAFileShrankBehindItsBack() throws IOException {
    Safetensors.write(file, Map.of("w", new Tensor(List.of(4), new float[4])));
    Weights weights = Safetensors.open(file);
    try (RandomAccessFile shrinking = new RandomAccessFile(file.toFile(), "rw")) {
      shrinking.setLength(shrinking.length() - 1);
    }

    assertFails(() -> weights.read("w"), "ends early");
  }

  @Test
  void refusesAFolder() throws IOException {
    Files.createDirectory(file);

    assertFails(() -> Safetensors.open(file), "is not a regular file");
  }

  private static void assertFails(ThrowingCallable reading, String problem) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE))
        .hasMessageContaining(".safetensors")
        .hasMessageContaining(problem);
  }

  private static float[] random(int length) {
    Random random = new Random(7);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private void write(String header, byte[] data) throws IOException {
    Files.write(file, WeightFixtures.safetensors(header, data));
  }
}
