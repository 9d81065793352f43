package io.semblance.encoder.quantize;

import io.semblance.encoder.graph.Attribute;
import io.semblance.encoder.graph.Graph;
import io.semblance.encoder.graph.Initializer;
import io.semblance.encoder.graph.Node;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds one layer around a Softmax by who feeds whom. Names of nodes and the order of an addition's
 * operands do not matter. What is not as expected is refused, naming what was looked for, where,
 * and what was there.
 */
final class LayerFinder {
  static final String MICROSOFT = "com.microsoft";
  private static final List<Long> HEADS_FIRST = List.of(0L, 2L, 1L, 3L);
  private static final List<Long> HEADS_FIRST_TRANSPOSED = List.of(0L, 2L, 3L, 1L);

  private final Graph graph;
  private final Node softmax;
  private final int position;

  LayerFinder(Graph graph, Node softmax, int position) {
    this.graph = graph;
    this.softmax = softmax;
    this.position = position;
  }

  /** Scores before the mask: {@code scale * query keyᵀ}. */
  private record Scores(Node product, float scale, boolean keyIsTransposed, String mask) {}

  /** Attention's input of {@code [batch][sequence][width]}, cut into heads. */
  private record Heads(Linear linear, long count) {}

  BertLayer find() {
    Scores scores = scores();
    Heads query = heads(scores.product.input(0), HEADS_FIRST, "the queries");
    Heads key =
        heads(
            scores.product.input(1),
            scores.keyIsTransposed ? HEADS_FIRST : HEADS_FIRST_TRANSPOSED,
            "the keys");
    Node context = consumer(softmax.output(), "", "MatMul", "the attention weights");
    Heads value = heads(context.input(1), HEADS_FIRST, "the values");
    Node merged = consumer(context.output(), "", "Transpose", "the attended values");
    requirePermutation(merged, HEADS_FIRST, "the attended values");
    Node flat = consumer(merged.output(), "", "Reshape", "the attended values");
    Linear output =
        linear(consumer(flat.output(), "", "MatMul", "the attended values"), "attention's output");
    requireOneInput(query, key, value);

    Node attentionNorm = norm(output, query.linear.input(), "attention's output");
    Linear up = up(attentionNorm.output());
    Linear down = linear(consumer(up.sum().output(), "", "MatMul", "the GELU"), "the GELU");
    Node outputNorm = norm(down, attentionNorm.output(), "the feed-forward part");
    return new BertLayer(
        query.linear,
        key.linear,
        value.linear,
        query.count,
        scores.scale,
        scores.mask,
        output,
        attentionNorm,
        up,
        down,
        outputNorm);
  }

  private Scores scores() {
    Node masked = producer(softmax.input(0), "", "Add", "the Softmax");
    for (int side = 0; side < 2; side++) {
      Scores scores = scores(masked.input(side), masked.input(1 - side));
      if (scores != null) {
        return scores;
      }
    }
    throw missing(
        "a scaled product of queries and keys plus a mask", "the Softmax", describe(masked));
  }

  private @Nullable Scores scores(String value, String mask) {
    Node node = graph.producer(value).orElse(null);
    if (node == null) {
      return null;
    }
    if (node.is(MICROSOFT, "FusedMatMul")) {
      boolean plain =
          integer(node, "transA") == 0
              && integer(node, "transBatchA") == 0
              && integer(node, "transBatchB") == 0;
      float alpha = node.attribute("alpha").map(Attribute::asFloat).orElse(1f);
      return plain ? new Scores(node, alpha, integer(node, "transB") != 0, mask) : null;
    }
    if (node.is("", "MatMul")) {
      return new Scores(node, 1, false, mask);
    }
    Float factor = scalar(node.input(1));
    boolean divides = node.is("", "Div");
    Node product = graph.producer(node.input(0)).orElse(null);
    if (factor == null || !(divides || node.is("", "Mul")) || product == null) {
      return null;
    }
    return product.is("", "MatMul")
        ? new Scores(product, divides ? 1 / factor : factor, false, mask)
        : null;
  }

  private @Nullable Float scalar(String value) {
    return graph
        .initializer(value)
        .filter(tensor -> tensor.isFloat() && tensor.shape().stream().allMatch(axis -> axis == 1))
        .map(tensor -> tensor.floats()[0])
        .orElse(null);
  }

  private Heads heads(String value, List<Long> permutation, String what) {
    Node transpose = producer(value, "", "Transpose", what);
    requirePermutation(transpose, permutation, what);
    Node reshape = producer(transpose.input(0), "", "Reshape", what);
    long[] shape = graph.initializer(reshape.input(1)).map(Initializer::longs).orElse(new long[0]);
    if (shape.length != 4 || shape[2] <= 0) {
      throw missing("a constant shape of [batch, sequence, heads, size]", what, describe(reshape));
    }
    Node sum = producer(reshape.input(0), "", "Add", what);
    for (String operand : sum.inputs()) {
      Optional<Node> product = graph.producer(operand).filter(node -> node.is("", "MatMul"));
      if (product.isPresent()) {
        return new Heads(linear(product.get(), what), shape[2]);
      }
    }
    throw missing("a MatMul plus a bias", what, describe(sum));
  }

  private void requirePermutation(Node transpose, List<Long> expected, String what) {
    List<Long> found = transpose.attribute("perm").map(Attribute::asIntegers).orElse(List.of());
    if (!found.equals(expected)) {
      throw missing("a Transpose by " + expected, what, "a Transpose by " + found);
    }
  }

  private void requireOneInput(Heads query, Heads key, Heads value) {
    if (!key.linear.input().equals(query.linear.input())
        || !value.linear.input().equals(query.linear.input())) {
      throw missing("one input of queries, keys and values", "the attention", "several");
    }
  }

  /** A MatMul by a constant matrix whose only use is that a constant bias is added. */
  private Linear linear(Node product, String what) {
    Node sum = consumer(product.output(), "", "Add", what);
    return linear(product, sum, what);
  }

  private Linear linear(Node product, Node sum, String what) {
    String biasName = sum.input(sum.input(0).equals(product.output()) ? 1 : 0);
    Optional<Initializer> weight = constant(product.input(1), 2);
    Optional<Initializer> bias = constant(biasName, 1);
    if (weight.isEmpty() || bias.isEmpty()) {
      throw missing("a MatMul by a constant matrix plus a constant bias", what, describe(sum));
    }
    return new Linear(product, weight.get(), sum, bias.get());
  }

  private Optional<Initializer> constant(String name, int axes) {
    return graph
        .initializer(name)
        .filter(tensor -> tensor.isFloat() && tensor.shape().size() == axes);
  }

  private Linear up(String input) {
    for (Node product : graph.consumers(input)) {
      if (product.is("", "MatMul") && constant(product.input(1), 2).isPresent()) {
        Node gelu = consumer(product.output(), MICROSOFT, "BiasGelu", "the feed-forward part");
        return linear(product, gelu, "the feed-forward part");
      }
    }
    throw missing(
        "a MatMul by a constant matrix",
        "the feed-forward part",
        graph.consumers(input).stream().map(LayerFinder::describe).toList().toString());
  }

  /** The layer normalisation of a residual sum. */
  private Node norm(Linear branch, String residual, String what) {
    Node sum = consumer(branch.sum().output(), "", "Add", what);
    if (!sum.inputs().contains(residual)) {
      throw missing("a residual sum with '" + residual + "'", what, describe(sum));
    }
    Node norm = consumer(sum.output(), "", "LayerNormalization", what);
    if (constant(norm.input(1), 1).isEmpty() || constant(norm.input(2), 1).isEmpty()) {
      throw missing("a LayerNormalization with constant factors", what, describe(norm));
    }
    return norm;
  }

  private Node producer(String value, String domain, String opType, String what) {
    Node node = graph.producer(value).orElse(null);
    if (node == null || !node.is(domain, opType)) {
      throw missing(opType, what, node == null ? "the constant or input " + value : describe(node));
    }
    return node;
  }

  /** The only node that takes a value. */
  private Node consumer(String value, String domain, String opType, String what) {
    List<Node> nodes = graph.consumers(value);
    if (nodes.size() != 1 || !nodes.get(0).is(domain, opType) || graph.outputs().contains(value)) {
      throw missing(
          opType + " alone",
          what,
          nodes.isEmpty()
              ? "an output of the graph"
              : nodes.stream().map(LayerFinder::describe).toList().toString());
    }
    return nodes.get(0);
  }

  private static long integer(Node node, String attribute) {
    return node.attribute(attribute).map(Attribute::asInteger).orElse(0L);
  }

  private static String describe(Node node) {
    return node.toString();
  }

  private SemblanceException missing(String expected, String what, String found) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "cannot quantize: in layer "
            + position
            + " (around "
            + softmax.output()
            + ") looked for "
            + expected
            + " at "
            + what
            + ", found "
            + found
            + "; only encoders built like BERT are understood");
  }
}
