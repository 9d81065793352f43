package io.semblance.encoder.lookup;

import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.TokenCount;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.module.SentenceEmbeddings;
import io.semblance.encoder.tokenize.TokenIds;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence embedding as the mean of its tokens' vectors, each looked up in a table (Tulkens and
 * van Dongen, "Model2Vec", 2024; SentenceTransformers' {@code StaticEmbedding}). Tokens are those
 * of the text alone, without special tokens; a text without tokens has the zero vector. The mean is
 * scaled to unit length only when a model2vec file asks for it; else a Normalize module follows.
 * Safe for many threads.
 */
public final class StaticEmbedding implements InputModule {
  private final StaticEmbeddingTable table;
  private final StaticEmbeddingTokenizer tokenizer;
  private final StaticEmbeddingRules rules;

  StaticEmbedding(
      StaticEmbeddingTable table, StaticEmbeddingTokenizer tokenizer, StaticEmbeddingRules rules) {
    this.table = table;
    this.tokenizer = tokenizer;
    this.rules = rules;
  }

  /**
   * Reads the table and the tokenizer of a module.
   *
   * @param nativeCache where the native tokenizer library is unpacked, should it be needed
   * @throws SemblanceException {@code MODEL_FAILURE} when the files are damaged or do not fit
   */
  public static StaticEmbedding open(ModelFolder folder, ModuleEntry module, Path nativeCache) {
    return StaticEmbeddingReader.read(folder, module, nativeCache);
  }

  /** The mean of these tokens' vectors; zeros when there are none. */
  private float[] mean(long[] ids) {
    float[] mean = new float[width()];
    for (long id : ids) {
      table.add(requireToken(id), mean);
    }
    for (int i = 0; i < mean.length && ids.length > 0; i++) {
      mean[i] /= ids.length;
    }
    if (rules.normalized()) {
      Vectors.normalizeInPlace(mean);
    }
    return mean;
  }

  private int countable(TokenIds ids) {
    int countable = 0;
    for (int i = 0; i < ids.size(); i++) {
      countable += ids.get(i) == rules.leftOut() ? 0 : 1;
    }
    return countable;
  }

  private int requireToken(long id) {
    if (id < 0 || id >= table.tokens()) {
      throw StaticEmbeddingReader.unknownToken(id, table.tokens());
    }
    return (int) id;
  }

  @Override
  public List<TokenizedText> tokenize(List<String> texts) {
    List<TokenizedText> tokenized = new ArrayList<>(texts.size());
    List<String> read =
        rules.maxCharacters() == Integer.MAX_VALUE
            ? texts
            : texts.stream().map(rules::read).toList();
    tokenizer.tokenize(read, (ids, position) -> tokenized.add(tokenizedText(ids)));
    return tokenized;
  }

  @Override
  public int promptTokens(String prompt) {
    return tokenize(List.of(prompt)).get(0).length();
  }

  @Override
  public int[] countTokens(List<String> texts) {
    int[] counts = new int[texts.size()];
    tokenizer.tokenize(
        texts,
        (ids, position) -> {
          int least = rules.readsWhole(texts.get(position)) ? 0 : rules.maxTokens() + 1;
          counts[position] = Math.max(least, countable(ids));
        });
    return counts;
  }

  @Override
  public int specialTokens() {
    return 0;
  }

  @Override
  public Batching batching() {
    return Batching.FREE;
  }

  @Override
  public boolean givesTokens() {
    return false;
  }

  private TokenizedText tokenizedText(TokenIds all) {
    long[] ids = new long[Math.min(countable(all), rules.maxTokens())];
    int kept = 0;
    for (int i = 0; i < all.size() && kept < ids.length; i++) {
      if (all.get(i) != rules.leftOut()) {
        ids[kept++] = all.get(i);
      }
    }
    return new TokenizedText(
        ids, new long[kept], new TokenCount(countable(all), kept < countable(all)));
  }

  @Override
  public SentenceEmbeddings run(List<TokenizedText> batch) {
    float[][] vectors = new float[batch.size()][];
    for (int text = 0; text < vectors.length; text++) {
      vectors[text] = mean(batch.get(text).ids());
    }
    return new SentenceEmbeddings(vectors);
  }

  @Override
  public int width() {
    return table.width();
  }

  @Override
  public int maxTokens() {
    return rules.maxTokens();
  }

  @Override
  public String describe() {
    String limit = maxTokens() == ModelInfo.UNLIMITED ? "" : ", at most " + maxTokens() + " tokens";
    return "StaticEmbedding(" + table.rows() + " x " + table.width() + limit + ")";
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
