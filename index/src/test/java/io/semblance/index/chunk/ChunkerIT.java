package io.semblance.index.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.index.Chunking;
import io.semblance.index.Chunking.Respect;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Books and hostile texts in the tokens of the default model. */
class ChunkerIT {
  private static final Path DATA =
      Path.of(System.getProperty("semblance.root"), "..", "shared", "data").normalize();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIELDS = List.of("title", "text");
  private static final int ROOM = 254;

  @TempDir private static Path models;
  private static SentenceEncoder encoder;

  @BeforeAll
  static void load() {
    encoder =
        SentenceEncoders.load(
            SentenceEncoders.ALL_MINILM_L6_V2_256,
            EncoderOptions.defaults().withModelsFolder(models));
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static void requireData() {
    boolean hasData = Files.isDirectory(DATA);
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(hasData).as("evaluation data must be in %s", DATA).isTrue();
    }
    Assumptions.assumeTrue(hasData, "SKIPPED: evaluation data not found in " + DATA);
  }

  private static Chunker chunker(Respect respect) {
    return Chunker.of(FIELDS, new Chunking(0, 32, respect), encoder);
  }

  private static int[] count(List<String> texts) {
    return encoder.countTokens(texts, InputType.DOCUMENT);
  }

  private static void assertRulesHold(
      List<List<String>> documents, List<List<ChunkedPassage>> chunks) {
    new ChunkRules(FIELDS, ROOM, ChunkerIT::count).assertHold(documents, chunks);
  }

  private static List<List<String>> chapters() throws IOException {
    List<List<String>> chapters = new ArrayList<>();
    try (Stream<Path> books = Files.list(DATA.resolve("corpora/books-chapters"))) {
      for (Path book : books.sorted().toList()) {
        try (InputStream file = Files.newInputStream(book);
            InputStream in = book.toString().endsWith(".gz") ? new GZIPInputStream(file) : file) {
          for (String line :
              new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
            JsonNode chapter = JSON.readTree(line);
            chapters.add(List.of(chapter.get("title").asText(), chapter.get("text").asText()));
          }
        }
      }
    }
    return chapters;
  }

  @ParameterizedTest
  @EnumSource
  void chaptersOfBooksBecomeChunksThatAreReadWhole(Respect respect) throws IOException {
    requireData();
    List<List<String>> chapters = chapters();
    assertThat(chapters).hasSizeGreaterThan(200);

    List<List<ChunkedPassage>> chunks = chunker(respect).chunk(chapters);

    assertRulesHold(chapters, chunks);
    assertThat(chunks.stream().flatMap(List::stream)).hasSizeGreaterThan(5 * chapters.size());
  }

  @Test
  void theLongestChapterTakesWellUnderASecond() throws IOException {
    requireData();
    List<String> longest =
        chapters().stream()
            .max(Comparator.comparingInt(chapter -> chapter.get(1).length()))
            .orElseThrow();
    Chunker chunker = chunker(Respect.SENTENCE);
    chunker.chunk(List.of(longest));

    long start = System.nanoTime();
    List<ChunkedPassage> chunks = chunker.chunk(List.of(longest)).getFirst();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    assertThat(longest.get(1).split("\\s+").length).isGreaterThan(19_000);
    assertThat(chunks).hasSizeBetween(100, 200);
    assertThat(taken).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void encodingCutsNoChunk() throws IOException {
    requireData();
    List<String> inputs =
        chunker(Respect.SENTENCE).chunk(chapters().subList(0, 3)).stream()
            .flatMap(List::stream)
            .map(ChunkedPassage::input)
            .toList();
    assertThat(inputs).hasSizeGreaterThan(10);

    try (Embeddings embeddings = encoder.encode(inputs, InputType.DOCUMENT, Progress.NONE)) {
      assertThat(embeddings.truncatedTexts()).isZero();
    }
  }

  @Test
  void naughtyStringsAreCutByTheRules() throws IOException {
    requireData();
    String all = Files.readString(DATA.resolve("hostile/blns/blns.txt"));
    List<List<String>> documents = new ArrayList<>();
    documents.add(List.of("", all));
    documents.add(List.of(all, all));
    documents.add(List.of("Naughty strings", all.replace("\n", "")));
    all.lines().forEach(line -> documents.add(List.of(line, line.repeat(50))));
    assertThat(documents).hasSizeGreaterThan(500);

    for (Respect respect : Respect.values()) {
      assertRulesHold(documents, chunker(respect).chunk(documents));
    }
  }

  static List<String> hostile() {
    return List.of(
        "a".repeat(20 << 20),
        "QUJD/+8=".repeat(1 << 17),
        "\n".repeat(1_000_000),
        "line\n".repeat(500_000),
        "\ud83d\ude00".repeat(250_000),
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 ".repeat(100_000),
        "\u0301".repeat(250_000),
        "e\u0301\u0323".repeat(300_000),
        "\u6771\u4eac\u90fd".repeat(300_000),
        "\u4eca\u65e5\u306f\u3002\u660e\u65e5\u306f\u3002".repeat(100_000),
        "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645. "
            .repeat(50_000),
        "\u202eabc\u202c \u05e9\u05dc\u05d5\u05dd ".repeat(50_000),
        "\ud83d".repeat(500_000),
        "\udc00\ud83d".repeat(500_000),
        "\u0000".repeat(500_000),
        "word\u0000word ".repeat(100_000),
        ". ".repeat(500_000),
        "A. ".repeat(300_000),
        "[SEP]".repeat(100_000),
        "\u00a0\u2003".repeat(500_000) + "end");
  }

  /** Each takes seconds at most, which anything quadratic would not. */
  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextsAreCutByTheRulesInGoodTime(String text) {
    List<List<String>> documents = List.of(List.of("A title", text));
    for (Respect respect : Respect.values()) {
      List<List<ChunkedPassage>> chunks =
          Assertions.assertTimeout(Duration.ofSeconds(20), () -> chunker(respect).chunk(documents));

      assertRulesHold(documents, chunks);
    }
  }

  @Test
  void aSizeBeyondTheModelIsBroughtDownToIt() {
    Chunking wide = new Chunking(1000, 400, Respect.WORD);
    String text = "word ".repeat(1000).strip();

    List<ChunkedPassage> chunks =
        Chunker.of(List.of("text"), wide, encoder).chunk(List.of(List.of(text))).getFirst();

    assertThat(count(List.of(chunks.getFirst().input()))[0]).isEqualTo(ROOM);
    assertThat(chunks.get(1).passage().start()).isEqualTo(5 * (ROOM - (ROOM - 1) / 2));
  }
}
