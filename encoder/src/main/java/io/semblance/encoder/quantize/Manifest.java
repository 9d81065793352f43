package io.semblance.encoder.quantize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.folder.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code quantization.json} says: where the model comes from, its graphs in the order in which
 * they are tried, and the self-test that they are tried with. {@link QuantizedGraphs} reads it.
 */
record Manifest(
    ModelInfo base,
    Path float32,
    String calibrationDigest,
    Quantization.GraphFile float32Graph,
    Map<Variant, Quantization.GraphFile> graphs,
    SelfTest selfTest,
    String command) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  void write(Path folder) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("recipe", Quantization.RECIPE);
    node.put("base_model", base.id());
    node.put("base_fingerprint", base.fingerprint());
    node.put("calibration_sha256", calibrationDigest);
    node.put("command", command);
    ObjectNode original = node.putObject(QuantizedGraphs.FLOAT32);
    original.put("path", float32Graph.path());
    original.put("sha256", Fingerprint.ofFile(float32));
    ArrayNode variants = node.putArray("variants");
    for (Map.Entry<Variant, Quantization.GraphFile> graph : graphs.entrySet()) {
      ObjectNode entry = variants.addObject();
      entry.put("label", graph.getKey().label());
      entry.put("path", graph.getValue().path());
      entry.put("sha256", Fingerprint.ofFile(folder.resolve(graph.getValue().path())));
      entry.put("minimum_cosine", graph.getKey().minimumCosine());
    }
    ObjectNode test = node.putObject("self_test");
    test.set("texts", JSON.valueToTree(selfTest.texts()));
    test.set("vectors", JSON.valueToTree(selfTest.vectors()));
    Files.writeString(folder.resolve(QuantizedGraphs.FILE), JSON.writeValueAsString(node) + "\n");
  }
}
