package io.semblance.encoder.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DenseTest {
  private static final float[][] WEIGHT = {{1, 2}, {0, -1}, {3, 0}};

  @Test
  void appliesWeightBiasAndActivation() {
    Dense dense = new Dense(WEIGHT, new float[] {0, 0, -9}, Activation.TANH);

    assertThat(dense.apply(new float[] {1, 0.5f}))
        .containsExactly(
            new float[] {(float) Math.tanh(2), (float) Math.tanh(-0.5), (float) Math.tanh(-6)},
            within(1e-6f));
  }

  @Test
  void readsActivationsAsSentenceTransformersDoes() {
    assertThat(Activation.fromClassName("torch.nn.modules.linear.Identity"))
        .isEqualTo(Activation.IDENTITY);
    assertThat(Activation.fromClassName("torch.nn.modules.activation.ReLU"))
        .isEqualTo(Activation.RELU);
    assertThat(Activation.fromClassName("somewhere.else.Swish")).isEqualTo(Activation.TANH);
    assertThatThrownBy(() -> Activation.fromClassName("torch.nn.modules.activation.Softmax2d"))
        .hasMessageContaining("Softmax2d")
        .hasMessageContaining("Tanh");
  }

  @Test
  void refusesAnInputOfAnotherWidth() {
    assertThatThrownBy(() -> Dense.projection(WEIGHT).dimension(3))
        .hasMessage("Dense takes vectors of 2, the module before it gives 3");
    assertThat(Dense.projection(WEIGHT).dimension(2)).isEqualTo(3);
  }
}
