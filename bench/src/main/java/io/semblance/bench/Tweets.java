package io.semblance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The texts that vectors are measured with, and the default model's vectors of them. */
public final class Tweets {
  private Tweets() {}

  /**
   * The first distinct texts of a corpus.
   *
   * @param corpus a {@code corpus.jsonl.gz}
   * @param count how many there must be
   */
  public static List<String> distinctTexts(Path corpus, int count) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine();
          line != null && texts.size() < count;
          line = lines.readLine()) {
        texts.add(json.readTree(line).path("text").asText());
      }
    }
    if (texts.size() < count) {
      throw new IllegalStateException(
          corpus + " must hold " + count + " distinct texts, got: " + texts.size());
    }
    return List.copyOf(texts);
  }

  /** Unit vectors of texts, {@code float[texts][384]}. */
  public static float[][] encode(List<String> texts) {
    float[][] vectors = new float[texts.size()][];
    int[] next = {0};
    try (SentenceEncoder encoder = SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2)) {
      encoder.encode(
          texts.iterator(),
          EncodeOptions.of(InputType.PLAIN).normalized(),
          (window, embeddings) -> {
            for (int row = 0; row < window.size(); row++) {
              vectors[next[0]++] = embeddings.vectors().copyRow(row);
            }
          },
          Progress.NONE);
    }
    return vectors;
  }
}
