package io.semblance.encoder.sparse;

/**
 * From the logits of a masked language model to one weight for each word of its vocabulary: log(1 +
 * relu(logit)), of a text's tokens the largest or the sum.
 *
 * <p>Source: Formal et al., SPLADE v2: Sparse Lexical and Expansion Model for Information
 * Retrieval, 2021, <a href="https://arxiv.org/abs/2109.10086">arXiv:2109.10086</a>.
 *
 * @param sum whether tokens are summed; otherwise the largest counts
 * @param twice whether the logarithm is taken of the logarithm
 */
public record SpladePooling(boolean sum, boolean twice) {
  /** Adds one token to {@code weights}, which begin as zeros. */
  void add(float[] logits, float[] weights) {
    for (int term = 0; term < weights.length; term++) {
      if (logits[term] > 0) {
        weights[term] =
            sum ? weights[term] + weight(logits[term]) : Math.max(weights[term], logits[term]);
      }
    }
  }

  /** The last step for a text: a logarithm keeps the order, so the largest logit alone takes it. */
  void finish(float[] weights) {
    for (int term = 0; term < weights.length && !sum; term++) {
      if (weights[term] > 0) {
        weights[term] = weight(weights[term]);
      }
    }
  }

  private float weight(float logit) {
    double weight = Math.log1p(logit);
    return (float) (twice ? Math.log1p(weight) : weight);
  }

  String describe() {
    return "SpladePooling(" + (sum ? "sum" : "max") + (twice ? ", log1p twice)" : ")");
  }
}
