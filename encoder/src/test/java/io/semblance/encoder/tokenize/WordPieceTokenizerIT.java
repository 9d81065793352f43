package io.semblance.encoder.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.TokenCount;
import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.encoder.folder.TokenizerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tokenizer in Java against the tokenizers library, on the default model's own file. */
class WordPieceTokenizerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FUZZ_TEXTS = 20_000;
  private static final Path DATA =
      Path.of(System.getProperty("semblance.root"), "..", "shared", "data").normalize();

  @TempDir private static Path scratch;
  private static Path original;

  @BeforeAll
  static void unpack() {
    original =
        BuiltInModel.find(SentenceEncoders.ALL_MINILM_L6_V2)
            .orElseThrow()
            .unpack(scratch.resolve("models"))
            .resolve("tokenizer.json");
  }

  /** Settings of BertNormalizer: strip_accents, lowercase, handle_chinese_chars. */
  static Stream<Arguments> normalizers() {
    return Stream.of(
        Arguments.of(null, true, true),
        Arguments.of(null, false, true),
        Arguments.of(false, true, true),
        Arguments.of(true, false, false));
  }

  @ParameterizedTest
  @MethodSource("normalizers")
  void idsOfRandomTextsEqualTheLibrarys(Boolean strip, boolean lower, boolean chinese)
      throws IOException {
    RandomTexts random = new RandomTexts(new Random(20261123));

    assertSameTokens(
        tokenizerFile(strip, lower, chinese),
        ModelInfo.UNLIMITED,
        random.texts(strip == null && lower ? FUZZ_TEXTS : FUZZ_TEXTS / 5));
  }

  @ParameterizedTest
  @MethodSource("normalizers")
  void idsOfDifficultTextsEqualTheLibrarys(Boolean strip, boolean lower, boolean chinese)
      throws IOException {
    assertSameTokens(tokenizerFile(strip, lower, chinese), 256, difficultTexts());
  }

  /**
   * A vocabulary of what this tokenizer makes of each code point: where the library makes anything
   * else of it, it finds another token or none.
   */
  @ParameterizedTest
  @MethodSource("normalizers")
  void everyCodePointBecomesWhatTheLibraryMakesOfIt(Boolean strip, boolean lower, boolean chinese)
      throws IOException {
    WordPieceNormalizer normalizer =
        new WordPieceNormalizer(chinese, strip == null ? lower : strip, lower);
    ObjectNode file = (ObjectNode) JSON.readTree(tokenizerFile(strip, lower, chinese).toFile());
    for (int first = 0; first < 0x40000; first += 1 << 16) { // no letters are beyond
      List<String> texts =
          IntStream.range(first, first + (1 << 16)).mapToObj(Character::toString).toList();
      ObjectNode vocabulary = ((ObjectNode) file.get("model")).putObject("vocab");
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
          .forEach(token -> vocabulary.put(token, vocabulary.size()));
      file.putArray("added_tokens");
      for (String text : texts) {
        String made = normalizer.normalize(text).strip();
        if (!vocabulary.has(made)) {
          vocabulary.put(made, vocabulary.size());
        }
      }
      Path target = scratch.resolve("code-points.json");
      JSON.writeValue(target.toFile(), file);

      assertSameTokens(target, ModelInfo.UNLIMITED, texts);
    }
  }

  @Test
  void idsOfTheGoldenTextsEqualTheLibrarys() throws IOException {
    List<String> texts = new ArrayList<>();
    try (InputStream in = getClass().getResourceAsStream("/golden/texts.jsonl")) {
      String lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : lines.lines().toList()) {
        texts.add(JSON.readTree(line).get("text").asText());
      }
    }
    assertThat(texts).hasSizeGreaterThan(80);

    assertSameTokens(original, 256, texts);
  }

  @Test
  void idsOfRealSentencesEqualTheLibrarys() throws IOException {
    Path tweets = DATA.resolve("corpora/tweeteval/corpus.jsonl.gz");
    boolean hasData = Files.isRegularFile(tweets);
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(hasData).as("evaluation data must be in %s", DATA).isTrue();
    }
    Assumptions.assumeTrue(hasData, "SKIPPED: evaluation data not found in " + DATA);
    List<String> texts = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(tweets))) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : lines.lines().limit(20_000).toList()) {
        texts.add(JSON.readTree(line).get("text").asText());
      }
    }
    assertThat(texts).hasSize(20_000);

    assertSameTokens(original, 256, texts);
  }

  @Test
  void cutsAtTheLimitKeepingTheClosingTokenAndCountsAll() {
    WordPieceTokenizer tokenizer = WordPieceTokenizer.open(original, 8, false).orElseThrow();

    TokenizedText cut = tokenizer.tokenize(List.of("word ".repeat(20))).get(0);

    assertThat(cut.ids()).hasSize(8).startsWith(101).endsWith(102);
    assertThat(cut.count()).isEqualTo(new TokenCount(22, true));
  }

  private static void assertSameTokens(Path file, int maxTokens, List<String> texts) {
    WordPieceTokenizer own = WordPieceTokenizer.open(file, maxTokens, false).orElseThrow();
    List<TokenizedText> actual = own.tokenize(texts);
    try (TextTokenizer library =
        TextTokenizer.open(new TokenizerSettings(file, maxTokens, false, false, true), scratch)) {
      List<TokenizedText> expected = library.tokenize(texts);
      for (int i = 0; i < texts.size(); i++) {
        if (!isSame(actual.get(i), expected.get(i))) { // recursive comparison is slow, so rarely
          assertThat(actual.get(i))
              .as("text %d: %s", i, escaped(texts.get(i)))
              .usingRecursiveComparison()
              .isEqualTo(expected.get(i));
        }
      }
    }
  }

  private static boolean isSame(TokenizedText a, TokenizedText b) {
    return Arrays.equals(a.ids(), b.ids())
        && Arrays.equals(a.typeIds(), b.typeIds())
        && a.count().equals(b.count());
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                escaped.append(c > 31 && c < 127 ? "" + (char) c : "\\u" + Integer.toHexString(c)));
    return escaped.toString();
  }

  private static Path tokenizerFile(Boolean strip, boolean lower, boolean chinese)
      throws IOException {
    ObjectNode file = (ObjectNode) JSON.readTree(Files.readAllBytes(original));
    ObjectNode normalizer = (ObjectNode) file.get("normalizer");
    normalizer.put("strip_accents", strip);
    normalizer.put("lowercase", lower);
    normalizer.put("handle_chinese_chars", chinese);
    Path target = scratch.resolve("tokenizer-" + strip + lower + chinese + ".json");
    JSON.writeValue(target.toFile(), file);
    return target;
  }

  private static List<String> difficultTexts() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                " \t\n\r ",
                "Déjà vu, naïve café — Ångström ÀÉÎÕÜ",
                "e\u0301 a\u0323\u0302 \u0301 \u0344 o\u0302\u0323x",
                "İstanbul ISPARTA ıI iİ",
                "ΟΔΥΣΣΕΥΣ Σ σς ΑΣ. ΑΣΑ",
                "Straße GROẞ ﬁne ﬃ",
                "東京は日本の首都です。中文和English混排",
                "𠀀𪜀𫝀𫠠 豈 丽",
                "한국어 문장입니다 각 ㄱㅏ",
                "नमस्ते दुनिया কি ไทยภาษา עִבְרִית العَرَبِيَّة",
                "👍🏽 👨‍👩‍👧 🇩🇪 ☕️ emoji😀inside",
                "\ud800 lone \udc00x \udfff\ud83d",
                "zero\u200bwidth\u200djoin\ufeffbom\u00adhyphen\u2028line\u0085next\u00a0nbsp\u3000wide",
                "\u0000\u0001a\u0007b\u007fc\ufffdd",
                "[CLS] inside [SEP][SEP] and [MASK]ed [UNK] [PAD] [cls] [SEP",
                "ab[MASK]cd[[SEP]] [UNK",
                "don't $5.00 <b>x</b> a+b=c `tick` ~tilde^ 50% #tag @user",
                "\u037e \u1fef \u00b4 \u2126 \u212b \u1e9e \u01c5",
                "\u302ea\u0301\u302e\u0316b \u1b44\u0323 \u0f71\u0f74",
                "x".repeat(100),
                "x".repeat(101),
                "é".repeat(100) + " " + "각".repeat(50) + " " + "각".repeat(34),
                "\ud83d\ude00".repeat(100) + " " + "\ud835\udc00".repeat(101),
                "word ".repeat(300),
                "##ing ing## # ##"));
    texts.add(String.join(" ", texts));
    return texts;
  }

  /** Words over alphabets that meet the normalizer's rules, with separators that need none. */
  private record RandomTexts(Random random) {
    private static final int[][] ALPHABETS = {
      {'a', 'z'},
      {'a', 'z'},
      {'A', 'Z'},
      {' ', '~'},
      {' ', '~'},
      {0xA0, 0x17F},
      {0x180, 0x24F},
      {0x300, 0x36F},
      {0x370, 0x3FF},
      {0x400, 0x52F},
      {0x590, 0x6FF},
      {0x900, 0xDFF},
      {0xE00, 0xFFF},
      {0x1100, 0x11FF},
      {0x1E00, 0x1FFF},
      {0x2000, 0x206F},
      {0x2070, 0x2BFF},
      {0x3000, 0x30FF},
      {0x4E00, 0x9FFF},
      {0xAC00, 0xD7A3},
      {0xD800, 0xDFFF},
      {0xE000, 0xFAFF},
      {0xFB00, 0xFFFF},
      {0, 0x1F},
      {0x1F300, 0x1FAFF},
      {0x1D000, 0x1D7FF},
      {0x20000, 0x2FA1F},
      {0, 0xFFFF},
      {0, 0x10FFFF}
    };
    private static final List<String> FIXED =
        List.of(" ", " ", " ", "the ", "ing", "[SEP]", "[MASK]", "’s ", ", ", "é", "\u0301", "ß");

    List<String> texts(int count) {
      return IntStream.range(0, count).mapToObj(i -> text()).toList();
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(12); part >= 0; part--) {
        int[] alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
        int length = random.nextInt(100) == 0 ? random.nextInt(120) : random.nextInt(6);
        for (int i = 0; i < length; i++) {
          text.appendCodePoint(alphabet[0] + random.nextInt(alphabet[1] - alphabet[0] + 1));
        }
        text.append(FIXED.get(random.nextInt(FIXED.size())));
      }
      return text.toString();
    }
  }
}
