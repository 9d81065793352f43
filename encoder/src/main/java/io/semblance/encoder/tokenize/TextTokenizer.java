package io.semblance.encoder.tokenize;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.TokenCount;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
  /**
   * Characters that go to the library at once: some 60,000 tokens of English, 10 MB of
   * descriptions.
   */
  private static final int PORTION_CHARACTERS = 1 << 18;

  private final HuggingFaceTokenizer tokenizer;
  private final boolean limited;
  private final boolean lowerCase;
  private final boolean specialTokens;

  private TextTokenizer(
      HuggingFaceTokenizer tokenizer, boolean limited, boolean lowerCase, boolean specialTokens) {
    this.tokenizer = tokenizer;
    this.limited = limited;
    this.lowerCase = lowerCase;
    this.specialTokens = specialTokens;
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
    return open(tokenizerJson, maxTokens, lowerCase, true, nativeCache);
  }

  /** Opens a tokenizer file for a model that takes no special tokens around a text. */
  public static TextTokenizer openPlain(Path tokenizerJson, int maxTokens, Path nativeCache) {
    return open(tokenizerJson, maxTokens, false, false, nativeCache);
  }

  private static TextTokenizer open(
      Path tokenizerJson,
      int maxTokens,
      boolean lowerCase,
      boolean specialTokens,
      Path nativeCache) {
    NativeTokenizers.load(nativeCache);
    boolean limited = maxTokens != ModelInfo.UNLIMITED;
    HuggingFaceTokenizer.Builder builder =
        HuggingFaceTokenizer.builder(modelMaxLength(maxTokens))
            .optTokenizerPath(tokenizerJson)
            .optAddSpecialTokens(specialTokens)
            .optPadding(false)
            .optTruncation(limited);
    if (limited) {
      builder.optMaxLength(maxTokens);
    }
    try {
      return new TextTokenizer(builder.build(), limited, lowerCase, specialTokens);
    } catch (IOException | RuntimeException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot read tokenizer " + tokenizerJson + ": " + e, e);
    }
  }

  /**
   * Tokenizes texts; result {@code i} belongs to {@code texts.get(i)}. Texts go to the library a
   * portion at a time, because it describes each token at length: memory follows the portion, not
   * the number of texts.
   */
  public List<TokenizedText> tokenize(List<String> texts) {
    List<TokenizedText> tokenized = new ArrayList<>(texts.size());
    List<String> portion = new ArrayList<>();
    int characters = 0;
    for (String text : texts) {
      String cleaned = clean(text);
      if (!portion.isEmpty() && characters + cleaned.length() > PORTION_CHARACTERS) {
        tokenizePortion(portion, tokenized);
        portion.clear();
        characters = 0;
      }
      if (cleaned.length() > PORTION_CHARACTERS) {
        tokenized.add(tokenizeInPieces(cleaned));
      } else {
        portion.add(cleaned);
        characters += cleaned.length();
      }
    }
    tokenizePortion(portion, tokenized);
    return tokenized;
  }

  private void tokenizePortion(List<String> portion, List<TokenizedText> target) {
    if (!portion.isEmpty()) {
      Arrays.stream(tokenizer.batchEncode(portion, specialTokens, true))
          .map(TextTokenizer::tokenizedText)
          .forEach(target::add);
    }
  }

  /**
   * Tokenizes a very long text. Where the model has a limit, only the first piece can reach it; the
   * pieces after it are counted, each cut at white space, where words end for the tokenizer too.
   */
  private TokenizedText tokenizeInPieces(String text) {
    if (!limited) {
      return tokenizedText(tokenizer.encode(text, specialTokens, true));
    }
    int end = pieceEnd(text, 0);
    TokenizedText first =
        tokenizedText(tokenizer.encode(text.substring(0, end), specialTokens, true));
    int tokens = first.count().tokens();
    while (end < text.length()) {
      int start = end;
      end = pieceEnd(text, start);
      tokens +=
          tokenizedText(tokenizer.encode(text.substring(start, end), false, true)).count().tokens();
    }
    return new TokenizedText(
        first.ids(), first.typeIds(), new TokenCount(tokens, tokens > first.length()));
  }

  private static int pieceEnd(String text, int start) {
    int end = Math.min(text.length(), start + PORTION_CHARACTERS);
    for (int i = end; i > start + PORTION_CHARACTERS / 2 && end < text.length(); i--) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    boolean splitsAPair = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return splitsAPair ? end - 1 : end;
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
