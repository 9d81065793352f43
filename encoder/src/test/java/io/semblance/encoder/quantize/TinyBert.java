package io.semblance.encoder.quantize;

import io.semblance.encoder.graph.Attribute;
import io.semblance.encoder.graph.Graph;
import io.semblance.encoder.graph.Initializer;
import io.semblance.encoder.graph.Node;
import io.semblance.encoder.graph.OnnxModel;
import java.util.List;

/** An encoder like BERT of a few numbers, as ONNX Runtime leaves it after tidying. */
final class TinyBert {
  static final int WIDTH = 8;
  static final int INNER = 16;
  private static final int HEADS = 2;
  private static final int WORDS = 5;

  private final OnnxModel model = OnnxModel.empty(6, 11);
  private final boolean biasFirst;

  /** Makes a graph whose output is the value {@code layer<layers - 1>}. */
  TinyBert(int layers, boolean biasFirst) {
    this.biasFirst = biasFirst;
    graph().addInput("input_ids");
    graph().addInput("attention_mask");
    floats("word_table", WORDS, WIDTH);
    floats("positions", 1, WIDTH);
    node("Gather", "words", "word_table", "input_ids");
    node("Add", "embedded", biasFirst ? "positions" : "words", biasFirst ? "words" : "positions");
    norm("embedding", "embedded", "start");
    node("Cast", "mask", "attention_mask");
    longs("heads", 0, 0, HEADS, WIDTH / HEADS);
    longs("merged", 0, 0, WIDTH);
    graph().add(Initializer.ofFloats("two", List.of(), 2f));
    for (int layer = 0; layer < layers; layer++) {
      layer(layer + ".", layer == 0 ? "start" : "layer" + (layer - 1), "layer" + layer);
    }
    graph().addOutput("layer" + (layers - 1));
  }

  OnnxModel model() {
    return model;
  }

  Graph graph() {
    return model.graph();
  }

  private void layer(String p, String input, String output) {
    heads(p + "q", input, List.of(0L, 2L, 1L, 3L));
    heads(p + "k", input, List.of(0L, 2L, 3L, 1L));
    heads(p + "v", input, List.of(0L, 2L, 1L, 3L));
    node("MatMul", p + "scores", p + "q.heads", p + "k.heads");
    node("Div", p + "scaled", p + "scores", "two");
    sum(p + "masked", "mask", p + "scaled");
    node("Softmax", p + "weights", p + "masked");
    node("MatMul", p + "context", p + "weights", p + "v.heads");
    transpose(p + "context", p + "swapped", List.of(0L, 2L, 1L, 3L));
    node("Reshape", p + "flat", p + "swapped", "merged");
    linear(p + "o", p + "flat", WIDTH, WIDTH);
    sum(p + "residual", input, p + "o");
    norm(p + "attention", p + "residual", p + "attended");
    product(p + "up", p + "attended", WIDTH, INNER);
    floats(p + "up.bias", INNER);
    graph()
        .add(
            Node.of(
                "com.microsoft",
                "BiasGelu",
                List.of(p + "up", p + "up.bias"),
                List.of(p + "gelu")));
    linear(p + "down", p + "gelu", INNER, WIDTH);
    sum(p + "sum", p + "attended", p + "down");
    norm(p + "out", p + "sum", output);
  }

  private void heads(String name, String input, List<Long> permutation) {
    linear(name, input, WIDTH, WIDTH);
    node("Reshape", name + ".cut", name, "heads");
    transpose(name + ".cut", name + ".heads", permutation);
  }

  private void linear(String name, String input, int in, int out) {
    product(name + ".product", input, in, out, name + ".weight");
    floats(name + ".bias", out);
    sum(name, name + ".bias", name + ".product");
  }

  private void product(String name, String input, int in, int out) {
    product(name, input, in, out, name + ".weight");
  }

  private void product(String name, String input, int in, int out, String weight) {
    floats(weight, in, out);
    node("MatMul", name, input, weight);
  }

  private void sum(String name, String first, String second) {
    node("Add", name, biasFirst ? first : second, biasFirst ? second : first);
  }

  private void norm(String name, String input, String output) {
    floats(name + ".gamma", WIDTH);
    floats(name + ".beta", WIDTH);
    node("LayerNormalization", output, input, name + ".gamma", name + ".beta");
  }

  private void transpose(String input, String output, List<Long> permutation) {
    graph()
        .add(
            Node.of(
                "",
                "Transpose",
                List.of(input),
                List.of(output),
                Attribute.of("perm", permutation)));
  }

  private void node(String opType, String output, String... inputs) {
    graph().add(Node.of("", opType, List.of(inputs), List.of(output)));
  }

  private void longs(String name, long... values) {
    graph().add(Initializer.ofLongs(name, List.of(values.length), values));
  }

  private void floats(String name, Integer... shape) {
    int count = List.of(shape).stream().reduce(1, (a, b) -> a * b);
    graph().add(Initializer.ofFloats(name, List.of(shape), new float[count]));
  }
}
