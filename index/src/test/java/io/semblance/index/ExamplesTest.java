package io.semblance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.error.SemblanceException;
import io.semblance.index.Examples.DocumentExample;
import io.semblance.index.Examples.Example;
import io.semblance.index.Examples.Strategy;
import io.semblance.index.Examples.TextExample;
import io.semblance.index.Examples.VectorExample;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Example ONE = new TextExample("one");

  @Test
  void theAverageNeedsAPositiveExample() {
    assertThat(new Examples(List.of(), List.of(ONE), Strategy.BEST_SCORE).negative())
        .containsExactly(ONE);
    assertThatThrownBy(() -> new Examples(List.of(), List.of(ONE), Strategy.AVERAGE))
        .isInstanceOf(SemblanceException.class)
        .hasMessageContaining("strategy average needs a positive example");
  }

  @Test
  void hasOneToTwoHundredAndFiftySixExamples() {
    List<Example> most = Collections.nCopies(255, ONE);

    assertThat(new Examples(most, List.of(ONE), Strategy.AVERAGE).positive()).hasSize(255);
    assertThatThrownBy(() -> new Examples(most, List.of(ONE, ONE), Strategy.AVERAGE))
        .hasMessage("a search must have 1 to 256 examples, got: 257");
    assertThatThrownBy(() -> new Examples(List.of(), List.of(), Strategy.SUM))
        .hasMessage("a search must have 1 to 256 examples, got: 0");
  }

  @Test
  void refusesEmptyExamples() {
    assertThatThrownBy(() -> new DocumentExample("")).isInstanceOf(SemblanceException.class);
    assertThatThrownBy(() -> new TextExample("")).isInstanceOf(SemblanceException.class);
    assertThatThrownBy(() -> new VectorExample(new float[3]))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("an example vector must be finite and not zero, got one of dimension 3");
    assertThatThrownBy(() -> new VectorExample(new float[] {1, Float.NaN}))
        .isInstanceOf(SemblanceException.class);
  }

  @Test
  void aVectorIsCopiedAndComparedByItsComponents() {
    float[] vector = {1, 2};
    VectorExample example = new VectorExample(vector);
    vector[0] = 5;
    example.vector()[1] = 5;

    assertThat(example)
        .isEqualTo(new VectorExample(new float[] {1, 2}))
        .hasSameHashCodeAs(new VectorExample(new float[] {1, 2}))
        .isNotEqualTo(new VectorExample(new float[] {1, 3}));
  }

  @Test
  void strategiesAreKnownByTheirLabels() {
    assertThat(Strategy.fromLabel("best_score")).isEqualTo(Strategy.BEST_SCORE);
    assertThatThrownBy(() -> Strategy.fromLabel("best"))
        .isInstanceOf(SemblanceException.class)
        .hasMessageEndingWith("average, best_score, sum, got: best");
  }
}
