package io.semblance.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.module.Activation;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every activation, against a table that numpy computed. */
class ActivationsTest {
  @Test
  void valuesEqualNumpys() throws IOException {
    JsonNode table = TinyModel.table("activations.json");
    Set<Activation> tested = new HashSet<>();
    for (Map.Entry<String, JsonNode> row : table.path("values").properties()) {
      Activation activation = Activation.fromClassName(row.getKey());
      tested.add(activation);
      for (int i = 0; i < row.getValue().size(); i++) {
        float x = table.path("x").get(i).floatValue();
        assertThat((double) activation.apply(x))
            .as("%s(%s)", activation, x)
            .isCloseTo(row.getValue().get(i).doubleValue(), within(2e-6));
      }
    }
    assertThat(tested).containsExactlyInAnyOrder(Activation.values());
  }
}
