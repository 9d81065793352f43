package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes items, equal texts once.
 *
 * @param encoder what encodes them
 * @param work folder for vectors, so that work that was stopped goes on there; null to keep nothing
 */
record TextEncoding(SentenceEncoder encoder, @Nullable Path work, Terminal terminal) {
  /**
   * Encodes items with a progress bar.
   *
   * @param items equal texts side by side
   */
  TextVectors encode(List<TextItem> items) throws IOException {
    List<String> texts = new ArrayList<>();
    int[] textOf = new int[items.size()];
    for (int i = 0; i < textOf.length; i++) {
      String text = items.get(i).text();
      if (texts.isEmpty() || !texts.get(texts.size() - 1).equals(text)) {
        texts.add(text);
      }
      textOf[i] = texts.size() - 1;
    }
    try (EmbeddingMatrix distinct = encodeTexts(texts)) {
      return TextVectors.of(items, spread(distinct, textOf));
    }
  }

  private EmbeddingMatrix encodeTexts(List<String> texts) throws IOException {
    try (ProgressBar bar =
        new ProgressBar(terminal, "texts", done -> (double) done / texts.size())) {
      if (work != null) {
        Files.createDirectories(work);
        return new VectorFile(work, encoder, texts).encode(bar);
      }
      Path temporary = Files.createTempDirectory("semblance-");
      try {
        return new VectorFile(temporary, encoder, texts).encode(bar);
      } finally {
        remove(temporary);
      }
    }
  }

  private static EmbeddingMatrix spread(EmbeddingMatrix distinct, int[] textOf) {
    EmbeddingMatrix matrix = EmbeddingMatrix.allocate(textOf.length, distinct.dimension());
    float[] row = new float[distinct.dimension()];
    for (int i = 0; i < textOf.length; i++) {
      distinct.copyRow(textOf[i], row);
      matrix.setRow(i, row);
    }
    return matrix;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
