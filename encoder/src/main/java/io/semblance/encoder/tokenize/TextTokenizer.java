package io.semblance.encoder.tokenize;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.PairList;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.TextPair;
import io.semblance.encoder.TokenCount;
import io.semblance.encoder.folder.TokenizerSettings;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final TokenizerSettings settings;
  private @Nullable Function<List<String>, int[]> counter;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, TokenizerSettings settings) {
    this.tokenizer = tokenizer;
    this.settings = settings;
  }

  /**
   * Opens a tokenizer file.
   *
   * @param nativeCache where the native library is unpacked
   */
  public static TextTokenizer open(TokenizerSettings settings, Path nativeCache) {
    NativeTokenizers.load(nativeCache);
    try (InputStream file = TokenizerFile.open(settings)) {
      return new TextTokenizer(HuggingFaceTokenizer.newInstance(file, options(settings)), settings);
    } catch (IOException | RuntimeException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot read tokenizer " + settings.file() + ": " + e, e);
    }
  }

  /**
   * Tokenizes texts; result {@code i} belongs to {@code texts.get(i)}. Texts go to the library a
   * portion at a time, because it describes each token at length: memory follows the portion, not
   * the number of texts.
   */
  public List<TokenizedText> tokenize(List<String> texts) {
    return inPortions(
        texts, portion -> encode(portion, settings.specialTokens()), this::tokenizeInPieces);
  }

  /**
   * How many tokens texts have, uncut and without special tokens. Counted in Java where the file is
   * of BERT's kind; that tokenizer is opened by the first call, because many never count.
   */
  public int[] countTokens(List<String> texts) {
    return counter().apply(texts);
  }

  private synchronized Function<List<String>, int[]> counter() {
    if (counter == null) {
      counter = openCounter();
    }
    return counter;
  }

  private Function<List<String>, int[]> openCounter() {
    // The counter in Java would lower-case special tokens that are written out in a text.
    return settings.lowerCase()
        ? this::countInNativeCode
        : WordPieceTokenizer.open(settings.file(), ModelInfo.UNLIMITED, false)
            .<Function<List<String>, int[]>>map(inJava -> inJava::countTokens)
            .orElse(this::countInNativeCode);
  }

  private int[] countInNativeCode(List<String> texts) {
    List<Integer> counts =
        inPortions(
            texts,
            portion -> encode(portion, false).map(text -> text.count().tokens()),
            this::countCleaned);
    return counts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many special tokens are put around a text. */
  public int specialTokens() {
    return specialTokens(tokenizer.encode("", settings.specialTokens(), false));
  }

  private <T> List<T> inPortions(
      List<String> texts, Function<List<String>, Stream<T>> ofPortion, Function<String, T> ofLong) {
    List<T> results = new ArrayList<>(texts.size());
    List<String> portion = new ArrayList<>();
    int characters = 0;
    for (String text : texts) {
      String cleaned = clean(text);
      if (characters + cleaned.length() > PORTION_CHARACTERS) {
        ofPortion.apply(portion).forEach(results::add);
        portion.clear();
        characters = 0;
      }
      if (cleaned.length() > PORTION_CHARACTERS) {
        results.add(ofLong.apply(cleaned));
      } else {
        portion.add(cleaned);
        characters += cleaned.length();
      }
    }
    ofPortion.apply(portion).forEach(results::add);
    return results;
  }

  private Stream<TokenizedText> encode(List<String> portion, boolean specialTokens) {
    return portion.isEmpty()
        ? Stream.empty()
        : Arrays.stream(tokenizer.batchEncode(portion, specialTokens, true))
            .map(TextTokenizer::tokenizedText);
  }

  /**
   * Tokenizes pairs of texts; the longer one is cut first until both fit the limit together. Result
   * {@code i} belongs to {@code pairs.get(i)}; its type ids tell the texts apart where the model
   * wants that.
   */
  public List<TokenizedText> tokenizePairs(List<TextPair> pairs) {
    List<TokenizedText> tokenized = new ArrayList<>(pairs.size());
    List<TextPair> portion = new ArrayList<>();
    int characters = 0;
    for (TextPair pair : pairs) {
      TextPair cleaned = beginnings(pair);
      int length = cleaned.first().length() + cleaned.second().length();
      if (!portion.isEmpty() && characters + length > PORTION_CHARACTERS) {
        encodePairs(portion, pairs, tokenized);
        portion.clear();
        characters = 0;
      }
      portion.add(cleaned);
      characters += length;
    }
    encodePairs(portion, pairs, tokenized);
    return tokenized;
  }

  /**
   * The parts of two texts that can be within the limit. The library describes what it cuts off a
   * pair in every combination of the two texts' remainders, so it must not see much of them; but it
   * gives an odd token to the longer one, so that must stay the longer one.
   */
  private TextPair beginnings(TextPair pair) {
    String first = clean(pair.first());
    String second = clean(pair.second());
    int limit = settings.maxTokens();
    TextPair parts = new TextPair(beginning(first, limit), beginning(second, limit));
    if (parts.first().length() == first.length() && parts.second().length() == second.length()) {
      return parts;
    }
    if (countCleaned(first) > countCleaned(second)) {
      int tokens = Math.max(limit, countCleaned(parts.second()));
      return new TextPair(beginning(first, tokens), parts.second());
    }
    int tokens = Math.max(limit, countCleaned(parts.first()) - 1);
    return new TextPair(parts.first(), beginning(second, tokens));
  }

  /** A part with more than so many tokens, or the whole text when it has no more. */
  private String beginning(String text, int tokens) {
    for (long length = 4L * tokens; length < text.length(); length *= 2) {
      String part = text.substring(0, pieceEnd(text, 0, (int) length));
      if (countCleaned(part) > tokens) {
        return part;
      }
    }
    return text;
  }

  private void encodePairs(
      List<TextPair> portion, List<TextPair> pairs, List<TokenizedText> target) {
    if (portion.isEmpty()) {
      return;
    }
    PairList<String, String> inputs = new PairList<>(portion.size());
    portion.forEach(pair -> inputs.add(pair.first(), pair.second()));
    for (Encoding encoding : tokenizer.batchEncode(inputs, settings.specialTokens(), false)) {
      target.add(tokenizedPair(encoding, pairs.get(target.size())));
    }
  }

  private TokenizedText tokenizedPair(Encoding encoding, TextPair pair) {
    int tokens = encoding.getIds().length;
    if (tokens >= settings.maxTokens()) {
      tokens = specialTokens(encoding) + count(pair.first()) + count(pair.second());
    }
    return new TokenizedText(
        encoding.getIds(),
        encoding.getTypeIds(),
        new TokenCount(tokens, tokens > settings.maxTokens()));
  }

  private int count(String text) {
    return countCleaned(clean(text));
  }

  private int countCleaned(String text) {
    int tokens = 0;
    for (int start = 0; start < text.length(); ) {
      int end = pieceEnd(text, start, PORTION_CHARACTERS);
      tokens +=
          tokenizedText(tokenizer.encode(text.substring(start, end), false, true)).count().tokens();
      start = end;
    }
    return tokens;
  }

  /**
   * Tokenizes a very long text. Where the model has a limit, only the first piece can reach it; the
   * pieces after it are counted, each cut at white space, where words end for the tokenizer too.
   */
  private TokenizedText tokenizeInPieces(String text) {
    boolean specialTokens = settings.specialTokens();
    if (settings.maxTokens() == ModelInfo.UNLIMITED) {
      return tokenizedText(tokenizer.encode(text, specialTokens, true));
    }
    int end = pieceEnd(text, 0, PORTION_CHARACTERS);
    TokenizedText first =
        tokenizedText(tokenizer.encode(text.substring(0, end), specialTokens, true));
    int tokens = first.count().tokens();
    while (end < text.length()) {
      int start = end;
      end = pieceEnd(text, start, PORTION_CHARACTERS);
      tokens +=
          tokenizedText(tokenizer.encode(text.substring(start, end), false, true)).count().tokens();
    }
    return new TokenizedText(
        first.ids(), first.typeIds(), new TokenCount(tokens, tokens > first.length()));
  }

  private static int pieceEnd(String text, int start, int length) {
    int end = Math.min(text.length(), start + length);
    for (int i = end; i > start + length / 2 && end < text.length(); i--) {
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

  /** Longest text in tokens, or {@link ModelInfo#UNLIMITED}. */
  public int maxTokens() {
    return settings.maxTokens();
  }

  /**
   * How many tokens at the beginning of a text belong to {@code prompt}: those of the prompt alone,
   * without a special token at its end.
   */
  public int promptTokens(String prompt) {
    Encoding encoding = tokenizer.encode(clean(prompt), settings.specialTokens(), false);
    long[] special = encoding.getSpecialTokenMask();
    int last = special.length - 1;
    return last >= 0 && special[last] == 1 ? last : special.length;
  }

  private String clean(String text) {
    return replaceLoneSurrogates(settings.strip() ? strip(text) : text);
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

  /** Cuts off what Python calls white space, which includes U+00A0 and U+001C to U+001F. */
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isPythonSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isPythonSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isPythonSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  private static Map<String, String> options(TokenizerSettings settings) {
    Map<String, String> options = new HashMap<>();
    options.put("addSpecialTokens", Boolean.toString(settings.specialTokens()));
    options.put("padding", "false");
    boolean limited = settings.maxTokens() != ModelInfo.UNLIMITED;
    options.put("truncation", Boolean.toString(limited));
    if (limited) {
      options.put("maxLength", Integer.toString(settings.maxTokens()));
    }
    // DJL caps the limit at 512 unless this option says otherwise.
    options.put("modelMaxLength", Integer.toString(settings.maxTokens()));
    return options;
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
