package io.semblance.encoder.pipeline;

import io.semblance.encoder.module.Features;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.module.Pooling;
import io.semblance.encoder.module.SentenceEmbeddings;
import io.semblance.encoder.module.TokenEmbeddings;
import io.semblance.encoder.module.TokenModule;
import io.semblance.encoder.module.VectorModule;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.SemblanceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Modules in a row: token ids to vectors. Safe for many threads.
 *
 * @param input the first module
 * @param tokenModules what happens to token embeddings before pooling
 * @param pooling null when the input module gives one vector a text by itself
 * @param vectorModules what happens to a text's vector
 */
public record Pipeline(
    InputModule input,
    List<TokenModule> tokenModules,
    @Nullable Pooling pooling,
    List<VectorModule> vectorModules) {
  public Pipeline {
    tokenModules = List.copyOf(tokenModules);
    vectorModules = List.copyOf(vectorModules);
  }

  /** Length of its vectors. */
  public int dimension() {
    int dimension = pooling == null ? input.width() : pooling.dimension(input.width());
    for (VectorModule module : vectorModules) {
      dimension = module.dimension(dimension);
    }
    return dimension;
  }

  /**
   * Encodes a batch to {@code float[batch][dimension]}, the caller's.
   *
   * @param promptTokens how many tokens at the beginning of each text are its prompt
   */
  public float[][] encode(List<TokenizedText> batch, int promptTokens) {
    float[][] vectors = pooled(input.run(batch), batch, promptTokens);
    for (int text = 0; text < vectors.length; text++) {
      for (VectorModule module : vectorModules) {
        vectors[text] = module.apply(vectors[text]);
      }
    }
    return vectors;
  }

  private float[][] pooled(Features features, List<TokenizedText> batch, int promptTokens) {
    return switch (features) {
      case SentenceEmbeddings sentences -> sentences.vectors();
      case TokenEmbeddings tokens -> pool(tokens, batch, promptTokens);
    };
  }

  private float[][] pool(TokenEmbeddings tokens, List<TokenizedText> batch, int promptTokens) {
    if (pooling == null) {
      throw new IllegalStateException("token embeddings without a pooling");
    }
    return pooling.apply(transformed(tokens, batch), promptTokens);
  }

  private TokenEmbeddings transformed(TokenEmbeddings tokens, List<TokenizedText> batch) {
    TokenEmbeddings transformed = tokens;
    for (TokenModule module : tokenModules) {
      transformed = module.apply(batch, transformed);
    }
    return transformed;
  }

  /**
   * Token embeddings before pooling, {@code float[batch][tokens][width]}, without padding.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the model has none
   */
  public List<float[][]> encodeTokens(List<TokenizedText> batch) {
    if (!(input.run(batch) instanceof TokenEmbeddings tokens)) {
      throw SemblanceException.invalid(
          "token embeddings must be asked of a model that has them; this one begins with "
              + input.describe());
    }
    TokenEmbeddings transformed = transformed(tokens, batch);
    List<float[][]> texts = new ArrayList<>(batch.size());
    for (int text = 0; text < batch.size(); text++) {
      texts.add(transformed.copyTokens(text));
    }
    return texts;
  }

  /** Its modules in words. */
  public List<String> describe() {
    List<String> words = new ArrayList<>();
    words.add(input.describe());
    tokenModules.forEach(module -> words.add(module.describe()));
    if (pooling != null) {
      words.add(pooling.describe());
    }
    vectorModules.forEach(module -> words.add(module.describe()));
    return words;
  }
}
