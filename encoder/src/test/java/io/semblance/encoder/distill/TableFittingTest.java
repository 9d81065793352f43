package io.semblance.encoder.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.vectors.Vectors;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableFittingTest {
  private static final int TOKENS = 40;
  private static final int WIDTH = 8;
  private static final int EPOCHS = 200;

  private final Random random = new Random(20261123);
  private final float[] hidden = randomRows(TOKENS);
  private final int[][] texts = randomTexts(2000);

  @Test
  void recoversATableFromTheMeansItGives() {
    float[] rows = randomRows(TOKENS);
    for (int i = 0; i < rows.length; i++) {
      rows[i] *=
          0.1f; // the length of a mean does not count, so small rows turn as far in fewer steps
    }
    TableFitting fitting = new TableFitting(rows, WIDTH, texts, targets(hidden), EPOCHS);

    double first = fitting.epoch();
    double last = first;
    for (int epoch = 1; epoch < EPOCHS; epoch++) {
      last = fitting.epoch();
    }

    assertThat(first).isGreaterThan(0.1);
    assertThat(last).isLessThan(1e-3);
    for (int token = 0; token < TOKENS; token++) {
      assertThat(cosine(rows, hidden, token)).as("token %d", token).isGreaterThan(0.99);
    }
  }

  @Test
  void givesTheSameBitsEachTime() {
    float[] start = randomRows(TOKENS);
    float[] once = start.clone();
    float[] again = start.clone();

    new TableFitting(once, WIDTH, texts, targets(hidden), 2).epoch();
    new TableFitting(again, WIDTH, texts, targets(hidden), 2).epoch();

    assertThat(once).containsExactly(again);
  }

  @Test
  void leavesRowsAloneThatNoTextHas() {
    float[] rows = randomRows(TOKENS + 1);
    float[] before = Arrays.copyOfRange(rows, TOKENS * WIDTH, rows.length);

    new TableFitting(rows, WIDTH, texts, targets(hidden), 1).epoch();

    assertThat(Arrays.copyOfRange(rows, TOKENS * WIDTH, rows.length)).containsExactly(before);
  }

  @Test
  void passesOverTextsWithoutTokens() {
    float[] rows = randomRows(1);
    float[] before = rows.clone();

    double loss = new TableFitting(rows, WIDTH, new int[1][0], randomRows(1), 1).epoch();

    assertThat(loss).isEqualTo(1);
    assertThat(rows).containsExactly(before);
  }

  private float[] targets(float[] table) {
    float[] targets = new float[texts.length * WIDTH];
    for (int text = 0; text < texts.length; text++) {
      float[] sum = new float[WIDTH];
      for (int token : texts[text]) {
        Vectors.addScaled(table, token * WIDTH, 1, sum);
      }
      Vectors.normalizeInPlace(sum);
      System.arraycopy(sum, 0, targets, text * WIDTH, WIDTH);
    }
    return targets;
  }

  private static double cosine(float[] a, float[] b, int token) {
    float[] x = Arrays.copyOfRange(a, token * WIDTH, (token + 1) * WIDTH);
    float[] y = Arrays.copyOfRange(b, token * WIDTH, (token + 1) * WIDTH);
    return Vectors.dot(x, y) / (Vectors.norm(x) * Vectors.norm(y));
  }

  private float[] randomRows(int count) {
    float[] rows = new float[count * WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    return rows;
  }

  private int[][] randomTexts(int count) {
    int[][] made = new int[count][];
    for (int text = 0; text < count; text++) {
      made[text] = random.ints(2 + random.nextInt(6), 0, TOKENS).toArray();
    }
    return made;
  }
}
