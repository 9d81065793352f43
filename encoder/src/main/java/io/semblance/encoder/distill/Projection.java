package io.semblance.encoder.distill;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.reduce.PrincipalComponents;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The teacher, seen through its principal components: vectors of the student's length. Texts are
 * encoded in portions, so that the teacher's own vectors are never all in memory.
 */
final class Projection {
  private static final int PORTION_TEXTS = 8192;
  private static final int SAMPLE_TEXTS = 20_000;

  private final SentenceEncoder teacher;
  private final List<String> corpus;
  private final PrincipalComponents components;
  private final float[] sample;

  private Projection(
      SentenceEncoder teacher,
      List<String> corpus,
      PrincipalComponents components,
      EmbeddingMatrix sampleVectors) {
    this.teacher = teacher;
    this.corpus = corpus;
    this.components = components;
    this.sample = new float[sampleVectors.rows() * width()];
    project(sampleVectors, sample, 0);
  }

  /** Encodes the first texts of the corpus and fits the components to them. */
  static Projection fit(
      SentenceEncoder teacher, List<String> corpus, int dimensions, Progress progress) {
    List<String> texts = corpus.subList(0, Math.min(corpus.size(), SAMPLE_TEXTS));
    try (Embeddings embeddings = teacher.encode(texts, InputType.PLAIN, progress)) {
      EmbeddingMatrix vectors = embeddings.vectors();
      return new Projection(teacher, corpus, PrincipalComponents.fit(vectors, dimensions), vectors);
    }
  }

  double energyKept() {
    return components.energyKept();
  }

  /** Length of the projected vectors. */
  int width() {
    return components.components().length;
  }

  /** Projected vectors of the whole corpus, {@code float[texts x width]}, not scaled. */
  float[] corpusVectors(Progress progress) {
    float[] vectors = Arrays.copyOf(sample, Math.multiplyExact(corpus.size(), width()));
    encode(corpus, sample.length / width(), vectors, progress);
    return vectors;
  }

  /** Projected vectors of other texts, {@code float[texts x width]}, not scaled. */
  float[] vectors(List<String> texts, Progress progress) {
    float[] vectors = new float[Math.multiplyExact(texts.size(), width())];
    encode(texts, 0, vectors, progress);
    return vectors;
  }

  private void encode(List<String> texts, int from, float[] target, Progress progress) {
    for (int start = from; start < texts.size(); start += PORTION_TEXTS) {
      List<String> portion = texts.subList(start, Math.min(texts.size(), start + PORTION_TEXTS));
      Progress shifted = new ShiftedProgress(progress, start);
      try (Embeddings embeddings = teacher.encode(portion, InputType.PLAIN, shifted)) {
        project(embeddings.vectors(), target, start);
      }
    }
  }

  private void project(EmbeddingMatrix vectors, float[] target, int firstRow) {
    float[][] axes = components.components();
    IntStream.range(0, vectors.rows())
        .parallel()
        .forEach(
            row -> {
              float[] vector = vectors.copyRow(row);
              for (int i = 0; i < axes.length; i++) {
                target[(firstRow + row) * axes.length + i] = Vectors.dot(axes[i], vector);
              }
            });
  }
}
