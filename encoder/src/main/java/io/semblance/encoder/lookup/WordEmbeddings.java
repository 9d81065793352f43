package io.semblance.encoder.lookup;

import io.semblance.encoder.module.Features;
import io.semblance.encoder.module.TokenEmbeddings;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.encoder.tokenize.WhitespaceTokenizer;
import java.util.Arrays;
import java.util.List;

/** A vector for each word, such as GloVe's. */
public final class WordEmbeddings extends WordModule {
  private final float[] table;
  private final int width;

  /**
   * Makes the module.
   *
   * @param table {@code [words][width]} in C order; shared, not copied
   */
  public WordEmbeddings(WhitespaceTokenizer tokenizer, float[] table, int width) {
    super(tokenizer);
    this.table = table;
    this.width = width;
  }

  @Override
  public Features run(List<TokenizedText> batch) {
    int sequence = batch.stream().mapToInt(TokenizedText::length).max().orElse(0);
    float[] values = new float[batch.size() * sequence * width];
    byte[] mask = new byte[batch.size() * sequence];
    for (int text = 0; text < batch.size(); text++) {
      long[] ids = batch.get(text).ids();
      int start = text * sequence;
      Arrays.fill(mask, start, start + ids.length, (byte) 1);
      for (int t = 0; t < ids.length; t++) {
        System.arraycopy(table, (int) ids[t] * width, values, (start + t) * width, width);
      }
    }
    return new TokenEmbeddings(values, mask, batch.size(), sequence, width);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public boolean givesTokens() {
    return true;
  }

  @Override
  public String describe() {
    return "WordEmbeddings(" + table.length / width + " words, " + width + " wide)";
  }
}
