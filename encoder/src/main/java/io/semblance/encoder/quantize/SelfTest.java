package io.semblance.encoder.quantize;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.folder.ModelFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * A few texts with the vectors that the float32 graph gives them. Whether integers are multiplied
 * exactly depends on the processor, and asking the processor what it has tells less than trying.
 *
 * @param texts short, of different lengths
 * @param vectors one a text, pooled and not yet through the modules after the pooling
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SelfTest(List<String> texts, float[][] vectors) {
  /** The texts that every model is tested with. */
  static final List<String> TEXTS =
      List.of(
          "What is the capital of France?",
          "The order was sent on 14 March and should have arrived within three days.",
          "Our cat sleeps on the warm boiler all winter, and nobody has the heart to move her.",
          "noise");

  SelfTest {
    texts = List.copyOf(texts);
    if (texts.isEmpty() || texts.size() != vectors.length) {
      throw new IllegalArgumentException(
          "a self-test needs a vector a text, got: " + texts.size() + " and " + vectors.length);
    }
  }

  static SelfTest read(ModelFolder folder, JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.path("texts").forEach(text -> texts.add(text.asText()));
    List<float[]> vectors = new ArrayList<>();
    for (JsonNode row : node.path("vectors")) {
      float[] vector = new float[row.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) row.get(i).asDouble();
      }
      vectors.add(vector);
    }
    if (texts.isEmpty() || texts.size() != vectors.size()) {
      throw folder.failure(
          "has a self-test of " + texts.size() + " texts and " + vectors.size() + " vectors");
    }
    return new SelfTest(texts, vectors.toArray(float[][]::new));
  }

  /** Mean cosine of vectors of the texts to those of the float32 graph; 0 where they do not fit. */
  double meanCosine(float[][] found) {
    double sum = 0;
    for (int i = 0; i < vectors.length; i++) {
      sum += found[i].length == vectors[i].length ? Cosine.of(found[i], vectors[i]) : 0;
    }
    return sum / vectors.length;
  }
}
