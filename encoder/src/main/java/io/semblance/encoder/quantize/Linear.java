package io.semblance.encoder.quantize;

import io.semblance.encoder.graph.Initializer;
import io.semblance.encoder.graph.Node;

/**
 * {@code x W + b} in a graph.
 *
 * @param product the MatMul
 * @param weight {@code W [in][out]}
 * @param sum the node that adds the bias: an Add, or a BiasGelu
 * @param bias {@code b [out]}
 */
record Linear(Node product, Initializer weight, Node sum, Initializer bias) {
  String input() {
    return product.input(0);
  }

  int in() {
    return weight.shape().get(0);
  }

  int out() {
    return weight.shape().get(1);
  }
}
