package io.semblance.index;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.TokenCount;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A fast stand-in for a model: a text's vector is the sum of fixed random vectors of its words. */
public final class HashingEncoder implements SentenceEncoder {
  private final ModelInfo model;

  public HashingEncoder(String id, int dimension, Similarity similarity) {
    model =
        new ModelInfo(
            id,
            id,
            Path.of("none"),
            Integer.toHexString(id.hashCode()).repeat(8),
            dimension,
            16,
            similarity,
            Map.of(),
            List.of("Hashing"),
            List.of());
  }

  public static HashingEncoder ofDimension(int dimension) {
    return new HashingEncoder("hashing-" + dimension, dimension, Similarity.COSINE);
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Embeddings encode(List<String> texts, EncodeOptions options, Progress progress) {
    EmbeddingMatrix vectors = EmbeddingMatrix.allocate(texts.size(), dimension());
    for (int row = 0; row < texts.size(); row++) {
      progress.throwIfCancelled("encoding");
      vectors.setRow(row, vector(texts.get(row)));
      progress.advancedTo(row + 1L);
    }
    List<TokenCount> counts =
        texts.stream()
            .map(HashingEncoder::words)
            .map(words -> new TokenCount(words, words > model.maxTokens()))
            .toList();
    return new Embeddings(vectors, counts);
  }

  @Override
  public void encode(
      Iterator<String> texts, EncodeOptions options, WindowConsumer consumer, Progress progress) {
    List<String> all = new ArrayList<>();
    texts.forEachRemaining(all::add);
    try (Embeddings embeddings = encode(all, options, progress)) {
      consumer.accept(all, embeddings);
    }
  }

  @Override
  public List<float[][]> encodeTokens(List<String> texts, EncodeOptions options) {
    return texts.stream().map(text -> new float[][] {vector(text)}).toList();
  }

  @Override
  public int[] countTokens(List<String> texts, InputType type) {
    return texts.stream().mapToInt(HashingEncoder::words).toArray();
  }

  @Override
  public int passageTokens(InputType type) {
    return model.maxTokens();
  }

  private static int words(String text) {
    return text.split(" ").length;
  }

  private float[] vector(String text) {
    float[] sum = new float[dimension()];
    for (String word : text.toLowerCase(Locale.ROOT).split(" ")) {
      Random random = new Random(word.hashCode());
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (float) random.nextGaussian();
      }
    }
    Vectors.normalizeInPlace(sum);
    return sum;
  }

  @Override
  public void close() {}
}
