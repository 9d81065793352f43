package io.semblance.encoder.quantize;

import io.semblance.encoder.graph.Node;
import java.util.Map;

/**
 * One layer of a BERT-like encoder, by what its parts do:
 *
 * <pre>{@code
 * a = norm1(x + output(attention(query(x), key(x), value(x))))
 * y = norm2(a + down(gelu(up(a))))
 * }</pre>
 *
 * @param heads attention heads
 * @param scale factor of the attention scores
 * @param mask value that is added to the scores to hide padding
 */
record BertLayer(
    Linear query,
    Linear key,
    Linear value,
    long heads,
    float scale,
    String mask,
    Linear output,
    Node attentionNorm,
    Linear up,
    Linear down,
    Node outputNorm) {
  /** The values that constant matrices are multiplied with, and their widths. */
  Map<String, Integer> activations() {
    return Map.of(
        input(),
        query.in(),
        output.input(),
        output.in(),
        up.input(),
        up.in(),
        down.input(),
        down.in());
  }

  /** The layer's input. */
  String input() {
    return query.input();
  }
}
