package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rerankers, sparse encoders and images from the command line, against numpy's values. */
class HeadsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path home;
  @TempDir private Path work;
  private Path photos;

  private static Path tiny(String name) {
    String root = Objects.requireNonNull(System.getProperty("semblance.root"), "semblance.root");
    return Path.of(root, "encoder/src/test/resources/tiny").resolve(name);
  }

  private static String model(String name) {
    return tiny(name).resolve("model").toString();
  }

  private static JsonNode golden(String name) throws IOException {
    return JSON.readTree(Files.readString(tiny(name).resolve("golden.json")));
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(home, arguments);
  }

  @BeforeEach
  void threeGoodPhotosAndTwoBad() throws IOException {
    photos = Files.createDirectories(work.resolve("photos/inner")).getParent();
    Files.copy(tiny("clip").resolve("images/a.png"), photos.resolve("a.png"));
    Files.copy(tiny("clip").resolve("images/b.png"), photos.resolve("inner/B.PNG"));
    Files.copy(tiny("clip").resolve("images/c.png"), photos.resolve("c.png"));
    Files.writeString(photos.resolve("notes.txt"), "not looked at");
  }

  private void addBadPhotos() throws IOException {
    Files.writeString(photos.resolve("text.png"), "no picture");
    byte[] whole = Files.readAllBytes(photos.resolve("a.png"));
    ByteBuffer.wrap(whole).putInt(16, 100_000).putInt(20, 100_000);
    Files.write(photos.resolve("vast.png"), whole);
  }

  @Test
  void rerankOrdersDocumentsOfAFileAndOfTheCommandLine() throws IOException {
    JsonNode expected = golden("cross-encoder").get("cases").get(0);
    List<String> documents = new ArrayList<>();
    expected.get("documents").forEach(document -> documents.add(document.asText()));
    Path file = Files.write(work.resolve("documents.txt"), documents.subList(0, 3));

    CommandRun rerank =
        run(
            "rerank",
            "--model",
            model("cross-encoder"),
            "--query",
            expected.get("query").asText(),
            "--documents",
            file.toString(),
            documents.get(3),
            documents.get(4),
            "--json");

    assertThat(rerank.err()).contains("1 of these were read only to the model's limit of 16");
    assertThat(rerank.exitCode()).isZero();
    JsonNode ranked = JSON.readTree(rerank.out()).get("documents");
    assertThat(ranked).hasSize(5);
    double before = Double.POSITIVE_INFINITY;
    for (JsonNode document : ranked) {
      int index = document.get("index").asInt();
      double score = document.get("score").asDouble();
      assertThat(score).isCloseTo(expected.get("scores").get(index).asDouble(), within(1e-5));
      assertThat(score).isLessThanOrEqualTo(before);
      assertThat(document.get("text").asText()).isEqualTo(documents.get(index));
      before = score;
    }
  }

  @Test
  void rerankPrintsATableOfTheBest() {
    CommandRun rerank =
        run(
            "rerank",
            "-m",
            model("cross-encoder-logits"),
            "-q",
            "where is the red planet?",
            "the cat sat on the mat",
            "Hello, World!",
            "--top",
            "1");

    assertThat(rerank.exitCode()).isZero();
    assertThat(rerank.out().lines()).hasSize(2);
    assertThat(rerank.out()).contains("1.0198").contains("the cat sat on the mat");
  }

  @Test
  void encodeSparseWritesIndicesValuesAndTerms() throws IOException {
    JsonNode expected = golden("splade").get("cases").get(2);
    assertThat(expected.get("type").asText()).isEqualTo("document");
    List<String> texts = new ArrayList<>();
    expected.get("texts").forEach(text -> texts.add(text.asText()));
    Path input = Files.write(work.resolve("in.txt"), texts);
    Path output = work.resolve("out.jsonl");

    CommandRun encode =
        run(
            "encode-sparse",
            "--model",
            model("splade"),
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--top-terms",
            "3");

    assertThat(encode.exitCode()).as(encode.err()).isZero();
    assertThat(encode.err()).contains("of 44 components in a vector");
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).hasSameSizeAs(texts);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = JSON.readTree(lines.get(i));
      JsonNode vector = expected.get("vectors").get(i);
      assertThat(line.get("text").asText()).isEqualTo(texts.get(i));
      assertThat(line.get("indices")).isEqualTo(vector.get("indices"));
      double largest = 0;
      for (int j = 0; j < vector.get("values").size(); j++) {
        double value = vector.get("values").get(j).asDouble();
        assertThat(line.get("values").get(j).asDouble()).isCloseTo(value, within(1e-5));
        largest = Math.max(largest, value);
      }
      assertThat(line.get("terms")).hasSize(3);
      assertThat(line.get("terms").get(0).get("weight").asDouble())
          .isCloseTo(largest, within(1e-5));
    }
  }

  @Test
  void imagesAreFoundByAnImageLikeThem() throws IOException {
    CommandRun search =
        run(
            "images",
            "search",
            "--model",
            model("clip"),
            "--folder",
            photos.toString(),
            "--like",
            photos.resolve("c.png").toString(),
            "--top",
            "2",
            "--json");

    assertThat(search.exitCode()).as(search.err()).isZero();
    JsonNode result = JSON.readTree(search.out());
    assertThat(result.get("images").asInt()).isEqualTo(3);
    assertThat(result.get("hits")).hasSize(2);
    assertThat(result.get("hits").get(0).get("image").asText())
        .isEqualTo(photos.resolve("c.png").toString());
    assertThat(result.get("hits").get(0).get("score").asDouble()).isCloseTo(1, within(1e-5));
  }

  @Test
  void imagesAreFoundByATextAndBadOnesArePassedOver() throws IOException {
    addBadPhotos();
    JsonNode clip = golden("clip");
    JsonNode texts = clip.get("cases").get(0);
    double[] cosines = new double[3];
    for (int i = 0; i < 3; i++) {
      cosines[i] = cosine(texts.get("vectors").get(0), clip.get("images").get(i).get("vector"));
    }

    CommandRun search =
        run(
            "images",
            "search",
            "--model",
            model("clip"),
            "--folder",
            photos.toString(),
            texts.get("texts").get(0).asText(),
            "--json");

    assertThat(search.exitCode()).isEqualTo(FailureHandler.PARTLY_DONE);
    assertThat(search.err())
        .contains("passed over", "text.png must be a PNG, JPEG, GIF or BMP")
        .contains("vast.png must have at most 64000000 pixels, its header says 100000 x 100000");
    JsonNode result = JSON.readTree(search.out());
    assertThat(result.get("refused").asInt()).isEqualTo(2);
    assertThat(result.get("hits")).hasSize(3);
    for (JsonNode hit : result.get("hits")) {
      int image =
          "abc"
              .indexOf(
                  Path.of(hit.get("image").asText())
                      .getFileName()
                      .toString()
                      .toLowerCase(Locale.ROOT)
                      .charAt(0));
      assertThat(hit.get("score").asDouble()).isCloseTo(cosines[image], within(5e-3));
    }
  }

  private static double cosine(JsonNode a, JsonNode b) {
    double dot = 0;
    double normA = 0;
    double normB = 0;
    for (int i = 0; i < a.size(); i++) {
      dot += a.get(i).asDouble() * b.get(i).asDouble();
      normA += a.get(i).asDouble() * a.get(i).asDouble();
      normB += b.get(i).asDouble() * b.get(i).asDouble();
    }
    return dot / Math.sqrt(normA * normB);
  }

  @Test
  void imagesSearchPrintsATable() {
    CommandRun search =
        run("images", "search", "-m", model("clip"), "-f", photos.toString(), "a red cat");

    assertThat(search.exitCode()).isZero();
    assertThat(search.out()).contains("cosine", "a.png", "B.PNG", "c.png", "3 images");
  }

  @Test
  void imagesAreEncodedToLinesAndToAnArray() throws IOException {
    addBadPhotos();
    Path lines = work.resolve("photos.jsonl");
    Path array = work.resolve("photos.npy");

    CommandRun asLines =
        run("images", "encode", "-m", model("clip"), "-o", lines.toString(), photos.toString());
    CommandRun asArray =
        run("images", "encode", "-m", model("clip"), "-o", array.toString(), photos.toString());

    assertThat(asLines.exitCode()).isEqualTo(FailureHandler.PARTLY_DONE);
    assertThat(asArray.exitCode()).isEqualTo(FailureHandler.PARTLY_DONE);
    assertThat(asLines.err()).contains("3 images encoded, 2 passed over");
    List<String> names = Files.readAllLines(work.resolve("photos.npy.txt"));
    ByteBuffer npy = ByteBuffer.wrap(Files.readAllBytes(array)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new String(npy.array(), 0, 128, StandardCharsets.ISO_8859_1))
        .contains("'shape': (3, 8)");
    npy.position(128);
    List<String> rows = Files.readAllLines(lines);
    assertThat(rows).hasSize(3);
    for (int i = 0; i < 3; i++) {
      JsonNode row = JSON.readTree(rows.get(i));
      assertThat(row.get("image").asText()).isEqualTo(names.get(i));
      for (JsonNode value : row.get("embedding")) {
        assertThat(npy.getFloat()).isEqualTo(value.floatValue());
      }
    }
    assertThat(npy.hasRemaining()).isFalse();
  }

  @Test
  void theWrongKindOfModelIsNamedWithTheCommandForIt() throws IOException {
    Path input = Files.writeString(work.resolve("in.txt"), "cat\n");

    CommandRun encode =
        run("encode", "-m", model("cross-encoder"), "-i", input.toString(), "-o", "-");
    CommandRun rerank = run("rerank", "-m", model("splade"), "-q", "cat", "dog");
    CommandRun sparse =
        run("encode-sparse", "-m", model("clip"), "-i", input.toString(), "-o", "-");
    CommandRun images =
        run("images", "search", "-m", model("bert-mean"), "-f", photos.toString(), "cat");

    assertThat(encode.exitCode()).isEqualTo(5);
    assertThat(encode.err()).contains("is a cross-encoder").contains("'semblance rerank'");
    assertThat(rerank.exitCode()).isEqualTo(5);
    assertThat(rerank.err()).contains("is a sparse encoder").contains("'semblance encode-sparse'");
    assertThat(sparse.exitCode()).isEqualTo(5);
    assertThat(sparse.err())
        .contains("is a model of texts and images")
        .contains("'semblance images'");
    assertThat(images.exitCode()).isEqualTo(5);
    assertThat(images.err()).contains("is a sentence encoder").contains("'semblance encode'");
  }

  @Test
  void whatIsMissingIsSaid() {
    CommandRun noDocuments = run("rerank", "-m", model("cross-encoder"), "-q", "cat");
    CommandRun noQuery = run("images", "search", "-m", model("clip"), "-f", photos.toString());
    CommandRun noImages =
        run("images", "search", "-m", model("clip"), "-f", tiny("splade").toString(), "cat");

    assertThat(noDocuments.exitCode()).isEqualTo(2);
    assertThat(noDocuments.err()).contains("--documents FILE");
    assertThat(noQuery.exitCode()).isEqualTo(2);
    assertThat(noQuery.err()).contains("--like FILE");
    assertThat(noImages.exitCode()).isEqualTo(3);
    assertThat(noImages.err()).contains("no PNG, JPEG, GIF or BMP in");
  }
}
