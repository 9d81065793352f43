package io.semblance.encoder.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.graph.Graph;
import io.semblance.encoder.graph.Initializer;
import io.semblance.encoder.graph.Node;
import io.semblance.encoder.graph.OnnxModel;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Encoders like BERT are recognised by their structure, others refused by what they lack. */
class BertGraphTest {
  private static void assertRefused(ThrowingCallable find, String... parts) {
    assertThatThrownBy(find)
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FAILURE))
        .hasMessageContaining("cannot quantize")
        .message()
        .contains(parts);
  }

  @Test
  void findsTheLayersWhateverTheOrderOfOperands() {
    for (boolean biasFirst : List.of(true, false)) {
      TinyBert tiny = new TinyBert(2, biasFirst);

      BertGraph bert = BertGraph.of(tiny.graph());

      assertThat(bert.layers()).hasSize(2);
      assertThat(bert.wordEmbeddings().output()).isEqualTo("words");
      BertLayer second = bert.layers().get(1);
      assertThat(second.input()).isEqualTo("layer0");
      assertThat(second.heads()).isEqualTo(2);
      assertThat(second.scale()).isCloseTo(0.5f, within(1e-6f));
      assertThat(second.query().weight().name()).isEqualTo("1.q.weight");
      assertThat(second.key().bias().name()).isEqualTo("1.k.bias");
      assertThat(second.down().in()).isEqualTo(TinyBert.INNER);
      assertThat(second.activations()).hasSize(4).containsEntry("layer0", TinyBert.WIDTH);
    }
  }

  @Test
  void theRewrittenGraphHasOnlyIntegerProducts() {
    TinyBert tiny = new TinyBert(1, true);
    BertGraph bert = BertGraph.of(tiny.graph());
    QuantizedMatrix square =
        QuantizedMatrix.byColumn(new float[TinyBert.WIDTH * TinyBert.WIDTH], TinyBert.WIDTH, 127);
    float[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
    LayerWeights weights =
        new LayerWeights(
            ones,
            square,
            square,
            square,
            square,
            ones,
            QuantizedMatrix.byColumn(
                new float[TinyBert.WIDTH * TinyBert.INNER], TinyBert.INNER, 127),
            QuantizedMatrix.byColumn(
                new float[TinyBert.WIDTH * TinyBert.INNER], TinyBert.WIDTH, 127));

    Int8Rewrite.apply(tiny.model(), bert, List.of(weights));

    Graph graph = tiny.graph();
    assertThat(graph.nodes("com.microsoft", "MatMulIntegerToFloat")).hasSize(6);
    assertThat(graph.nodes("com.microsoft", "MultiHeadAttention")).hasSize(1);
    assertThat(graph.nodes("com.microsoft", "SkipLayerNormalization")).hasSize(3);
    assertThat(graph.nodes("", "MatMul")).isEmpty();
    assertThat(graph.nodes("", "Softmax")).isEmpty();
    assertThat(graph.outputs()).containsExactly("layer0");
    assertThat(graph.initializer("0.q.weight")).as("the float weights are gone").isEmpty();
  }

  @Test
  void aGraphWithoutAttentionIsRefused() {
    Graph graph = OnnxModel.empty(8, 17).graph();
    graph.add(Node.of("", "Abs", List.of("x"), List.of("y")));

    assertRefused(() -> BertGraph.of(graph), "looked for a Softmax in each layer, found none");
  }

  @Test
  void scoresWithoutAMaskAreRefused() {
    Graph graph = OnnxModel.empty(8, 17).graph();
    graph.add(Node.of("", "Softmax", List.of("scores"), List.of("weights")));

    assertRefused(
        () -> BertGraph.of(graph),
        "in layer 0 (around weights)",
        "looked for Add at the Softmax, found the constant or input scores");
  }

  @Test
  void anotherActivationIsNamed() {
    TinyBert tiny = new TinyBert(1, true);
    Node gelu = tiny.graph().nodes("com.microsoft", "BiasGelu").get(0);
    tiny.graph().remove(gelu);
    tiny.graph().add(Node.of("", "Relu", gelu.inputs().subList(0, 1), gelu.outputs()));

    assertRefused(
        () -> BertGraph.of(tiny.graph()),
        "looked for BiasGelu alone at the feed-forward part, found [Relu[0.up] -> [0.gelu]]");
  }

  @Test
  void moreProductsThanTheLayersHaveAreRefused() {
    TinyBert tiny = new TinyBert(2, true);
    tiny.graph().add(Initializer.ofFloats("extra", List.of(1, 1), 1f));
    tiny.graph().add(Node.of("", "MatMul", List.of("layer1", "extra"), List.of("more")));

    assertRefused(
        () -> BertGraph.of(tiny.graph()),
        "6 products with constant matrices in each of 2 layers, found 13");
  }

  @Test
  void aMaskThatIsNotOfPaddingIsRefused() {
    TinyBert tiny = new TinyBert(1, true);
    tiny.graph().remove(tiny.graph().producer("mask").orElseThrow());
    tiny.graph().add(Node.of("", "Cast", List.of("position_bias"), List.of("mask")));

    assertRefused(() -> BertGraph.of(tiny.graph()), "a mask made of attention_mask alone");
  }
}
