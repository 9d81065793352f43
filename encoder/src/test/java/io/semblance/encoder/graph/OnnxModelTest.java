package io.semblance.encoder.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  @TempDir private Path folder;

  @Test
  void writesTheBytesThatTheFormatAsksFor() throws IOException {
    OnnxModel model = OnnxModel.empty(8, 17);
    model.graph().add(Node.of("", "Abs", List.of("x"), List.of("y"), Attribute.of("a", -1L)));

    model.write(folder.resolve("m.onnx"));

    // ir_version 8; graph { node { x, y, "Abs:y", "Abs", attribute { a, i -1, type INT } } };
    // opset_import { "", 17 }. Worked out by hand from the encoding's description.
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("m.onnx"))))
        .isEqualTo(
            "0808"
                + "3a27"
                + "0a25"
                + ("0a0178" + "120179" + "1a05" + "4162733a79" + "2203" + "416273")
                + ("2a11" + "0a0161" + "18ffffffffffffffffff01" + "a00102")
                + "4204"
                + ("0a00" + "1011"));
  }

  @Test
  void keepsWhatItDoesNotUnderstand() throws IOException {
    byte[] bytes = HexFormat.of().parseHex("0808" + "3a00" + "a2060178" + "a9060102030405060708");
    Path file = Files.write(folder.resolve("m.onnx"), bytes);

    OnnxModel.read(file).write(folder.resolve("copy.onnx"));

    assertThat(folder.resolve("copy.onnx")).hasBinaryContent(bytes);
  }

  @Test
  void readsNumbersPackedOrOneByOne() throws IOException {
    String unpacked = "0802" + "0803";
    String packed = "0a020203";
    for (String dims : List.of(unpacked, packed)) {
      String tensor = dims + "1001" + "420177";
      String length = HexFormat.of().toHexDigits((byte) (tensor.length() / 2));
      String graphLength = HexFormat.of().toHexDigits((byte) (tensor.length() / 2 + 2));
      byte[] bytes = HexFormat.of().parseHex("0808" + "3a" + graphLength + "2a" + length + tensor);
      Path file = Files.write(folder.resolve("m.onnx"), bytes);

      assertThat(OnnxModel.read(file).graph().initializer("w").orElseThrow().shape())
          .containsExactly(2, 3);
    }
  }

  @Test
  void metadataIsReplacedByKey() throws IOException {
    OnnxModel model = OnnxModel.empty(8, 17);
    model.putMetadata("a", "1");
    model.putMetadata("b", "2");
    model.putMetadata("a", "3");
    model.write(folder.resolve("m.onnx"));

    assertThat(OnnxModel.read(folder.resolve("m.onnx")).metadata())
        .containsEntry("a", "3")
        .containsEntry("b", "2")
        .hasSize(2);
  }

  @Test
  void dropsWhatNoOutputNeedsAndSortsTheRest() {
    Graph graph = OnnxModel.empty(8, 17).graph();
    graph.add(Node.of("", "Neg", List.of("b"), List.of("c")));
    graph.add(Node.of("", "Abs", List.of("w"), List.of("b")));
    graph.add(Node.of("", "Abs", List.of("unused"), List.of("nothing")));
    graph.add(Initializer.ofFloats("w", List.of(1), 1f));
    graph.add(Initializer.ofFloats("unused", List.of(1), 1f));
    graph.addOutput("c");

    graph.dropUnused();
    graph.sort();

    assertThat(graph.nodes()).extracting(Node::opType).containsExactly("Abs", "Neg");
    assertThat(graph.initializer("unused")).isEmpty();
  }

  @Test
  void anInputThatNothingMakesIsNamed() {
    Graph graph = OnnxModel.empty(8, 17).graph();
    graph.add(Node.of("", "Abs", List.of("missing"), List.of("b")));

    assertThatThrownBy(graph::sort).hasMessageContaining("nothing makes an input of Abs[missing]");
  }
}
