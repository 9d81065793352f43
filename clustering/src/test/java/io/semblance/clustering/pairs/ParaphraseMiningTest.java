package io.semblance.clustering.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParaphraseMiningTest {
  /** What src/test/fixtures/paraphrase_mining.py gives. */
  record Case(String name, float[][] vectors, ParaphraseMining mining, List<Pair> pairs) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    try (InputStream json =
        ParaphraseMiningTest.class.getResourceAsStream("paraphrase-mining.json")) {
      JsonNode cases = new ObjectMapper().readTree(Objects.requireNonNull(json));
      return elements(cases).stream().map(ParaphraseMiningTest::read).toList();
    }
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static Case read(JsonNode node) {
    return new Case(
        node.get("name").asText(),
        elements(node.get("vectors")).stream()
            .map(ParaphraseMiningTest::vector)
            .toArray(float[][]::new),
        new ParaphraseMining(
            node.get("queryChunkSize").asInt(),
            node.get("corpusChunkSize").asInt(),
            node.get("maxPairs").asInt(),
            node.get("topK").asInt()),
        elements(node.get("pairs")).stream()
            .map(pair -> new Pair(pair.get(1).asInt(), pair.get(2).asInt(), pair.get(0).asDouble()))
            .toList());
  }

  private static float[] vector(JsonNode values) {
    float[] vector = new float[values.size()];
    IntStream.range(0, vector.length).forEach(k -> vector[k] = values.get(k).floatValue());
    return vector;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatTheLibraryFinds(Case expected) {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(expected.vectors())) {
      AtomicLong done = new AtomicLong();
      for (int threads = 1; threads <= 2; threads++) {
        assertThat(expected.mining().mine(matrix, threads, done::set)).isEqualTo(expected.pairs());
        assertThat(done).hasValue((long) matrix.rows() * matrix.rows());
      }
    }
  }

  /** By hand: the queue settles at one entry less than asked, and both directions are entries. */
  @Test
  void theLimitCountsBothDirections() {
    float[][] rows = {{1, 0}, {0.8f, 0.6f}, {0, 1}};
    try (EmbeddingMatrix matrix = EmbeddingMatrix.copyOf(rows)) {
      ParaphraseMining five = new ParaphraseMining(5000, 100_000, 5, 100);
      // Pushed: (.8,0,1) (0,0,2) (.8,1,0) (.6,1,2); the fifth, (.6,2,1), drops (0,0,2), and then
      // (0,2,0) does not exceed the score dropped.
      assertThat(five.mine(matrix, 1, Progress.NONE))
          .containsExactly(new Pair(0, 1, 0.8f), new Pair(1, 2, 0.6f));
      ParaphraseMining three = new ParaphraseMining(5000, 100_000, 3, 100);
      // The third push, (.8,1,0), drops (0,0,2); (.6,1,2) and (.6,2,1) drop themselves or an equal.
      assertThat(three.mine(matrix, 1, Progress.NONE)).containsExactly(new Pair(0, 1, 0.8f));
    }
  }

  @Test
  void noRowsHaveNoPairs() {
    try (EmbeddingMatrix matrix = EmbeddingMatrix.allocate(0, 3)) {
      assertThat(ParaphraseMining.DEFAULT.mine(matrix, 1, Progress.NONE)).isEmpty();
    }
  }

  @Test
  void settingsBelowOneAreRefused() {
    assertThatThrownBy(() -> new ParaphraseMining(1, 1, 0, 1))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("maxPairs must be at least 1, got: 0");
  }
}
