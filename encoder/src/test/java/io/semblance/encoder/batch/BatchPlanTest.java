package io.semblance.encoder.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.TokenCount;
import io.semblance.encoder.tokenize.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  @Test
  void everyTextIsInOneBatchWithinTheBudget() {
    Random random = new Random(7);
    List<TokenizedText> texts =
        IntStream.range(0, 500).mapToObj(i -> ofLength(random.nextInt(300))).toList();

    List<int[]> batches = BatchPlan.batches(texts, 256);

    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .containsExactly(IntStream.range(0, 500).toArray());
    for (int[] batch : batches) {
      int longest = Arrays.stream(batch).map(i -> texts.get(i).length()).max().orElseThrow();
      assertThat(batch.length == 1 || batch.length * longest <= 256).isTrue();
    }
  }

  @Test
  void longTextsComeFirst() {
    List<TokenizedText> texts = List.of(ofLength(2), ofLength(100), ofLength(50));

    assertThat(BatchPlan.batches(texts, 100)).containsExactly(new int[] {1}, new int[] {2, 0});
  }

  @Test
  void noTextsMakeNoBatches() {
    assertThat(BatchPlan.batches(List.of(), 256)).isEmpty();
  }

  private static TokenizedText ofLength(int tokens) {
    return new TokenizedText(new long[tokens], new long[tokens], new TokenCount(tokens, false));
  }
}
