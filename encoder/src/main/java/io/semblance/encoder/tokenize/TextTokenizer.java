package io.semblance.encoder.tokenize;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.TokenCount;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model's own tokenizer ({@code tokenizer.json}). The file's truncation and padding blocks are
 * overridden, as SentenceTransformers does: texts are cut at the model's limit and padded later, a
 * batch at a time. Safe for many threads.
 */
public final class TextTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final boolean lowerCase;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, boolean lowerCase) {
    this.tokenizer = tokenizer;
    this.lowerCase = lowerCase;
  }

  /**
   * Opens a tokenizer file.
   *
   * @param maxTokens limit on a text's tokens, special tokens included; {@link ModelInfo#UNLIMITED}
   *     for none
   * @param lowerCase whether texts are lower-cased first
   * @param nativeCache where the native library is unpacked
   */
  public static TextTokenizer open(
      Path tokenizerJson, int maxTokens, boolean lowerCase, Path nativeCache) {
    NativeTokenizers.load(nativeCache);
    boolean limited = maxTokens != ModelInfo.UNLIMITED;
    HuggingFaceTokenizer.Builder builder =
        HuggingFaceTokenizer.builder(modelMaxLength(maxTokens))
            .optTokenizerPath(tokenizerJson)
            .optAddSpecialTokens(true)
            .optPadding(false)
            .optTruncation(limited);
    if (limited) {
      builder.optMaxLength(maxTokens);
    }
    try {
      return new TextTokenizer(builder.build(), lowerCase);
    } catch (IOException | RuntimeException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot read tokenizer " + tokenizerJson + ": " + e, e);
    }
  }

  /** Tokenizes texts; result {@code i} belongs to {@code texts.get(i)}. */
  public List<TokenizedText> tokenize(List<String> texts) {
    String[] cleaned = texts.stream().map(this::clean).toArray(String[]::new);
    return Arrays.stream(tokenizer.batchEncode(cleaned, true, true))
        .map(TextTokenizer::tokenizedText)
        .toList();
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private String clean(String text) {
    String encodable = replaceLoneSurrogates(text);
    return lowerCase ? encodable.toLowerCase(Locale.ROOT) : encodable;
  }

  private static TokenizedText tokenizedText(Encoding encoding) {
    int tokens = encoding.getIds().length;
    Encoding[] overflow = encoding.getOverflowing();
    for (Encoding part : overflow) {
      tokens += part.getIds().length - specialTokens(part);
    }
    return new TokenizedText(
        encoding.getIds(), encoding.getTypeIds(), new TokenCount(tokens, overflow.length > 0));
  }

  private static int specialTokens(Encoding encoding) {
    return (int) Arrays.stream(encoding.getSpecialTokenMask()).sum();
  }

  /** DJL caps the limit at 512 unless this option says otherwise. */
  private static Map<String, String> modelMaxLength(int maxTokens) {
    return Map.of("modelMaxLength", Integer.toString(maxTokens));
  }

  /** A lone surrogate has no UTF-8 form; it becomes U+FFFD before native code sees it. */
  static String replaceLoneSurrogates(String text) {
    if (!hasLoneSurrogate(text)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isSurrogate(point) ? 0xFFFD : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(TextTokenizer::isSurrogate);
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
