package io.semblance.encoder.quantize;

import io.semblance.encoder.graph.Attribute;
import io.semblance.encoder.graph.Graph;
import io.semblance.encoder.graph.Initializer;
import io.semblance.encoder.graph.Node;
import io.semblance.encoder.graph.OnnxModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites an encoder like BERT to products of 8-bit integers. Weights have a scale for each
 * output, activations one for each token, computed while the graph runs: a token's numbers never
 * depend on other tokens, so a text's vector does not depend on what it is batched with.
 *
 * <p>A product becomes
 *
 * <pre>{@code
 * r = max|x|                          of each token
 * q = QuantizeLinear(x / r)           unsigned, 128 standing for zero
 * y = MatMulIntegerToFloat(q, W) * r
 * }</pre>
 *
 * and around the products attention, and each bias, residual sum and normalisation, become one
 * operator.
 */
final class Int8Rewrite {
  private static final String STANDARD = "";
  private static final String MICROSOFT = LayerFinder.MICROSOFT;
  private static final String ABSENT = "";
  private static final long TO_FLOAT = 1;
  private static final long TO_INT32 = 6;
  private static final int LARGEST_BYTE = 255;
  private static final float DEFAULT_EPSILON = 1e-5f;
  private static final String MASK = "int8/mask";
  private static final Attribute LAST_AXIS = Attribute.of("axes", List.of(-1L));
  private static final Attribute KEEP_AXIS = Attribute.of("keepdims", 1);

  /**
   * How a token's values become bytes: {@code byte = zero + x / r * steps}, r at least {@code
   * smallestRange}.
   */
  private enum Steps {
    /** For values of both signs; a token of zeros must not divide by zero. */
    SIGNED(128, 127, 1e-9f),
    /**
     * For GELU, which is never below -0.17: few bytes for what is below zero, and ranges large
     * enough that these suffice.
     */
    GELU(43, LARGEST_BYTE - 43, 0.17f * (LARGEST_BYTE - 43) / 43);

    private final int zero;
    private final int steps;
    private final float smallestRange;

    Steps(int zero, int steps, float smallestRange) {
      this.zero = zero;
      this.steps = steps;
      this.smallestRange = smallestRange;
    }

    private String named(String constant) {
      return "int8/" + (this == SIGNED ? "signed" : "gelu") + "_" + constant;
    }
  }

  /** A quantized activation: its bytes and the range of each token. */
  private record Quantized(String bytes, String range, Steps steps) {}

  private final Graph graph;

  private Int8Rewrite(Graph graph) {
    this.graph = graph;
  }

  /**
   * Rewrites a model in place.
   *
   * @param weights of the layers of {@code bert}, in their order
   */
  static void apply(OnnxModel model, BertGraph bert, List<LayerWeights> weights) {
    Int8Rewrite rewrite = new Int8Rewrite(model.graph());
    rewrite.addConstants();
    for (int i = 0; i < weights.size(); i++) {
      rewrite.attention(bert.layers().get(i), weights.get(i), "int8/" + i + "/");
      rewrite.feedForward(bert.layers().get(i), weights.get(i), "int8/" + i + "/");
    }
    rewrite.embeddingNorm(bert);
    rewrite.wordEmbeddings(bert.wordEmbeddings());
    model.importDomain(MICROSOFT, 1);
    model.graph().dropUnused();
    model.graph().sort();
  }

  private void addConstants() {
    for (Steps steps : Steps.values()) {
      floats(steps.named("step"), List.of(), 1f / steps.steps);
      floats(steps.named("smallest_range"), List.of(), steps.smallestRange);
      graph.add(Initializer.ofUnsignedBytes(steps.named("zero"), List.of(), (byte) steps.zero));
    }
    node("Cast", MASK, List.of(BertGraph.ATTENTION_MASK), Attribute.of("to", TO_INT32));
  }

  private void attention(BertLayer layer, LayerWeights weights, String prefix) {
    Quantized input =
        signed(smoothed(layer.input(), weights.inputFactors(), prefix + "input"), prefix + "input");
    String context = prefix + "attention";
    floats(
        context + "/bias",
        List.of(3 * layer.query().out()),
        concatenated(layer.query(), layer.key(), layer.value()));
    graph.add(
        Node.of(
            MICROSOFT,
            "MultiHeadAttention",
            List.of(
                product(input, weights.query(), prefix + "query"),
                product(input, weights.key(), prefix + "key"),
                product(input, weights.value(), prefix + "value"),
                context + "/bias",
                MASK),
            List.of(context),
            Attribute.of("num_heads", layer.heads()),
            Attribute.of("scale", layer.scale())));
    String output = product(signed(context, context), weights.output(), prefix + "output");
    residual(layer.attentionNorm(), output, layer.input(), layer.output().bias().name());
  }

  private void feedForward(BertLayer layer, LayerWeights weights, String prefix) {
    String input = layer.up().input();
    String smooth = smoothed(input, weights.upFactors(), prefix + "up_input");
    String up = product(signed(smooth, prefix + "up_input"), weights.up(), prefix + "up");
    Node gelu =
        Node.of(
            MICROSOFT,
            "BiasGelu",
            List.of(up, layer.up().bias().name()),
            layer.up().sum().outputs());
    replace(layer.up().sum(), gelu);
    String range =
        node("ReduceMax", prefix + "gelu/max", List.of(gelu.output()), LAST_AXIS, KEEP_AXIS);
    Quantized activated = quantized(gelu.output(), range, Steps.GELU, prefix + "gelu");
    String down = product(activated, weights.down(), prefix + "down");
    residual(layer.outputNorm(), down, input, layer.down().bias().name());
  }

  private String smoothed(String value, float[] factors, String name) {
    floats(name + "/smoothing", List.of(factors.length), Smoothing.reciprocals(factors));
    return node("Mul", name + "/smoothed", List.of(value, name + "/smoothing"));
  }

  private Quantized signed(String value, String name) {
    String magnitude = node("Abs", name + "/magnitude", List.of(value));
    String range = node("ReduceMax", name + "/max", List.of(magnitude), LAST_AXIS, KEEP_AXIS);
    return quantized(value, range, Steps.SIGNED, name);
  }

  private Quantized quantized(String value, String max, Steps steps, String name) {
    String range = node("Max", name + "/range", List.of(max, steps.named("smallest_range")));
    String relative = node("Div", name + "/relative", List.of(value, range));
    String bytes =
        node(
            "QuantizeLinear",
            name + "/bytes",
            List.of(relative, steps.named("step"), steps.named("zero")));
    return new Quantized(bytes, range, steps);
  }

  private String product(Quantized activation, QuantizedMatrix weight, String name) {
    int outputs = weight.scales().length;
    int inputs = weight.values().length / outputs;
    graph.add(Initializer.ofBytes(name + "/weight", List.of(inputs, outputs), weight.values()));
    floats(name + "/scale", List.of(outputs), weight.scales());
    String relative = name + "/relative";
    graph.add(
        Node.of(
            MICROSOFT,
            "MatMulIntegerToFloat",
            List.of(
                activation.bytes(),
                name + "/weight",
                activation.steps().named("step"),
                name + "/scale",
                activation.steps().named("zero"),
                ABSENT),
            List.of(relative)));
    return node("Mul", name + "/product", List.of(relative, activation.range()));
  }

  private static float[] concatenated(Linear... parts) {
    float[] values = new float[parts.length * parts[0].out()];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(parts[i].bias().floats(), 0, values, i * parts[0].out(), parts[0].out());
    }
    return values;
  }

  /** {@code norm(branch + bias + residual)} in one operator. */
  private void residual(Node norm, String branch, String residual, String bias) {
    skipNorm(norm, List.of(branch, residual, norm.input(1), norm.input(2), bias));
  }

  private void skipNorm(Node norm, List<String> inputs) {
    Attribute epsilon =
        norm.attribute("epsilon").orElseGet(() -> Attribute.of("epsilon", DEFAULT_EPSILON));
    replace(norm, Node.of(MICROSOFT, "SkipLayerNormalization", inputs, norm.outputs(), epsilon));
  }

  /** The normalisation of the embeddings' sum, which is faster as one operator with the sum. */
  private void embeddingNorm(BertGraph bert) {
    Node sum = bert.embeddingSum();
    boolean wordsFirst = bert.isMadeOfWords(graph, sum.input(0));
    String words = sum.input(wordsFirst ? 0 : 1);
    String others = sum.input(wordsFirst ? 1 : 0);
    Node norm = bert.embeddingNorm();
    skipNorm(norm, List.of(words, others, norm.input(1), norm.input(2)));
  }

  /** Half of a small model's bytes: a row for each word, quantized with a scale of its own. */
  private void wordEmbeddings(Node gather) {
    Initializer table = graph.initializer(gather.input(0)).orElseThrow();
    QuantizedMatrix words =
        QuantizedMatrix.byRow(table.floats(), table.shape().get(1), Byte.MAX_VALUE);
    graph.add(Initializer.ofBytes("int8/words", table.shape(), words.values()));
    floats("int8/word_scales", List.of(table.shape().get(0), 1), words.scales());
    String ids = gather.input(1);
    List<String> bytes = List.of(node("Gather", "int8/word", List.of("int8/words", ids)));
    String scale = node("Gather", "int8/word_scale", List.of("int8/word_scales", ids));
    String steps = node("Cast", "int8/word_steps", bytes, Attribute.of("to", TO_FLOAT));
    replace(gather, Node.of(STANDARD, "Mul", List.of(steps, scale), gather.outputs()));
  }

  private void replace(Node old, Node replacement) {
    graph.remove(old);
    graph.add(replacement);
  }

  private void floats(String name, List<Integer> shape, float... values) {
    graph.add(Initializer.ofFloats(name, shape, values));
  }

  private String node(String opType, String output, List<String> inputs, Attribute... attributes) {
    graph.add(Node.of(STANDARD, opType, new ArrayList<>(inputs), List.of(output), attributes));
    return output;
  }
}
