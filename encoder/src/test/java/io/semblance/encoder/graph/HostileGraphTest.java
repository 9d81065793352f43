package io.semblance.encoder.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files from strangers are refused with a reason, quickly, before memory is taken for them. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileGraphTest {
  @TempDir private Path folder;

  private void assertRefused(byte[] bytes, String reason) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    assertThatThrownBy(() -> OnnxModel.read(file))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE))
        .hasMessageContaining("model.onnx")
        .hasMessageContaining(reason);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  @Test
  void anEmptyFileHoldsNoGraph() throws IOException {
    assertRefused(new byte[0], "it must hold one graph, got: 0");
  }

  @Test
  void aLengthBeyondTheFileIsRefused() throws IOException {
    assertRefused(hex("3a ff ff ff ff 07"), "a field needs 2147483647 bytes where 0 are left");
  }

  @Test
  void aLengthBeyondAllFilesIsRefused() throws IOException {
    assertRefused(hex("3a ff ff ff ff ff ff ff ff ff 01"), "18446744073709551615 bytes");
  }

  @Test
  void aNumberWithoutEndIsRefused() throws IOException {
    assertRefused(hex("08 ff ff ff ff ff ff ff ff ff ff 01"), "more than ten bytes");
  }

  @Test
  void aCutNumberIsRefused() throws IOException {
    assertRefused(hex("08 ff"), "a field needs 1 bytes where 0 are left");
  }

  @Test
  void groupsAreRefused() throws IOException {
    assertRefused(hex("0b"), "wire type 3");
  }

  @Test
  void fieldZeroIsRefused() throws IOException {
    assertRefused(hex("00 01"), "a field has the number 0");
  }

  @Test
  void aGraphThatIsANumberIsRefused() throws IOException {
    assertRefused(hex("38 01"), "field 7 must be a string or a message");
  }

  @Test
  void millionsOfFieldsAreRefused() throws IOException {
    byte[] bytes = new byte[8 << 20];
    Arrays.fill(bytes, (byte) 0x08); // 08 08: field 1 holds 8
    assertRefused(bytes, "a message has more than 1048576 fields");
  }

  @Test
  void aTensorLargerThanMemoryIsRefused() throws IOException {
    Message tensor =
        Message.of(
            new Field.Varint(1, 1L << 20),
            new Field.Varint(1, 1L << 20),
            new Field.Varint(2, 1),
            Message.text(8, "huge"));
    assertRefused(model(tensor), "tensor 'huge' is too large: [1048576, 1048576]");
  }

  @Test
  void aNegativeAxisIsRefused() throws IOException {
    Message tensor = Message.of(new Field.Varint(1, -1), Message.text(8, "odd"));
    assertRefused(model(tensor), "tensor 'odd' has the shape [-1]");
  }

  @Test
  void deepNestingIsNeverFollowed() throws IOException {
    Message nested = Message.of(Message.text(1, "name"));
    for (int depth = 0; depth < 400; depth++) {
      nested = Message.of(new Field.Bytes(6, OnnxModel.bytes(nested)));
    }
    Message node = Message.of(Message.text(4, "If"), new Field.Nested(5, nested));
    Path file = folder.resolve("deep.onnx");
    byte[] bytes = modelOf(Message.of(new Field.Nested(1, node)));
    Files.write(file, bytes);

    OnnxModel.read(file).write(folder.resolve("copy.onnx"));

    assertThat(folder.resolve("copy.onnx")).hasBinaryContent(bytes);
  }

  @Test
  void externalDataMayNotLeaveTheFolder() throws IOException {
    assertRefused(model(external("../outside.bin", "0", "8")), "outside the graph's folder");
    assertRefused(model(external("/etc/passwd", "0", "8")), "outside the graph's folder");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/hostname"));
    assertRefused(model(external("link", "0", "8")), "outside the graph's folder");
  }

  @Test
  void externalDataMustLieWithinItsFile() throws IOException {
    Files.write(folder.resolve("weights.bin"), new byte[8]);
    assertRefused(model(external("weights.bin", "4", "8")), "bytes 4 to 12 of a file of 8");
    assertRefused(model(external("weights.bin", "-4", "8")), "bytes -4 to 4 of a file of 8");
    assertRefused(model(external("weights.bin", "x", "8")), "external offset 'x'");
    assertRefused(model(external("no.bin", "0", "8")), "cannot be read");
  }

  @Test
  void externalDataIsRead() throws IOException {
    Files.write(folder.resolve("weights.bin"), hex("00000000 0000803f 000000c0"));
    Path file = Files.write(folder.resolve("model.onnx"), model(external("weights.bin", "4", "8")));

    OnnxModel model = OnnxModel.read(file);

    assertThat(model.graph().initializer("w").orElseThrow().floats()).containsExactly(1f, -2f);
  }

  @Test
  void aTensorWithTooFewBytesIsRefusedWhenRead() throws IOException {
    Message tensor =
        Message.of(
            new Field.Varint(1, 3),
            new Field.Varint(2, 1),
            Message.text(8, "short"),
            Message.text(9, "12345678"));
    Path file = Files.write(folder.resolve("model.onnx"), model(tensor));
    Initializer read = OnnxModel.read(file).graph().initializer("short").orElseThrow();

    assertThatThrownBy(read::floats).hasMessageContaining("of shape [3] has 8 bytes, not 12");
  }

  @Test
  void randomBytesAndCutFilesNeverDoWorseThanBeRefused() throws IOException {
    Random random = new Random(7);
    byte[] good = model(external("weights.bin", "0", "8"));
    Files.write(folder.resolve("weights.bin"), new byte[8]);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] bytes = Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(good.length));
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("fuzzed.onnx"), bytes);
      try {
        OnnxModel.read(file);
      } catch (SemblanceException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  private static Message external(String location, String offset, String length) {
    return Message.of(
        new Field.Varint(1, 2),
        new Field.Varint(2, 1),
        Message.text(8, "w"),
        entry("location", location),
        entry("offset", offset),
        entry("length", length),
        new Field.Varint(14, 1));
  }

  private static Field entry(String key, String value) {
    return new Field.Nested(13, Message.of(Message.text(1, key), Message.text(2, value)));
  }

  private static byte[] model(Message tensor) throws IOException {
    return modelOf(Message.of(new Field.Nested(5, tensor)));
  }

  private static byte[] modelOf(Message graph) throws IOException {
    Message model = new Message(List.of(new Field.Varint(1, 8), new Field.Nested(7, graph)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(OnnxModel.bytes(model).array());
    return bytes.toByteArray();
  }
}
