package io.semblance.encoder.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.TokenCount;
import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in model distilled for real, with the first tokens of its vocabulary. */
class DistillationIT {
  private static final int DIMENSIONS = 32;
  private static final int TOKENS = 3000;
  private static final DistillationSettings SETTINGS = new DistillationSettings(DIMENSIONS, 100);

  @TempDir private static Path scratch;

  private static SentenceEncoder teacher;
  private static Path student;
  private static Distillation distillation;
  private static final List<Long> REPORTS = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void distil() throws IOException {
    teacher = SentenceEncoders.load(smallTeacher().toString(), options());
    student = scratch.resolve("student");
    distillation =
        Distillation.write(teacher, corpus(), SETTINGS, "semblance …", student, REPORTS::add);
  }

  @AfterAll
  static void close() {
    teacher.close();
  }

  private static EncoderOptions options() {
    return EncoderOptions.defaults().withModelsFolder(scratch.resolve("models"));
  }

  /**
   * The built-in model with the first words of its vocabulary only, so that encoding it is quick.
   */
  private static Path smallTeacher() throws IOException {
    Path original =
        BuiltInModel.find(SentenceEncoders.ALL_MINILM_L6_V2)
            .orElseThrow()
            .unpack(scratch.resolve("models"));
    Path small = scratch.resolve("small-teacher");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Files.copy(file, small.resolve(original.relativize(file).toString()));
      }
    }
    ObjectMapper json = new ObjectMapper();
    Path tokenizer = small.resolve("tokenizer.json");
    ObjectNode content = (ObjectNode) json.readTree(tokenizer.toFile());
    ObjectNode model = (ObjectNode) content.get("model");
    ObjectNode vocabulary = model.deepCopy().putObject("vocab");
    for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> entry :
        model.get("vocab").properties()) {
      if (entry.getValue().asInt() < TOKENS) {
        vocabulary.set(entry.getKey(), entry.getValue());
      }
    }
    model.set("vocab", vocabulary);
    json.writeValue(tokenizer.toFile(), content);
    return small;
  }

  private static List<String> corpus() {
    List<String> people = List.of("man", "woman", "boy", "girl", "king", "doctor", "writer");
    List<String> deeds = List.of("reads", "takes", "opens", "sees", "finds", "writes", "holds");
    List<String> things = List.of("a book", "the door", "water", "the map", "some money", "music");
    List<String> places = List.of("in the city", "at the school", "near the river", "at night");
    List<String> texts = new ArrayList<>();
    for (String person : people) {
      for (String deed : deeds) {
        for (String thing : things) {
          for (String place : places) {
            texts.add("The " + person + " " + deed + " " + thing + " " + place + ".");
          }
        }
      }
    }
    return CorpusSentences.of(texts, 600);
  }

  @Test
  void theStudentIsTheMeanOfItsRowsAtUnitLength() {
    Tensor table =
        Safetensors.read(student.resolve("0_StaticEmbedding/model.safetensors"))
            .get("embedding.weight");
    // Ids of bert-base-uncased: the = 1996, king = 2332, opens is no whole token of the first
    // 3,000.
    float[] expected = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      expected[i] =
          (table.values()[1996 * DIMENSIONS + i] + table.values()[2332 * DIMENSIONS + i]) / 2;
    }
    Vectors.normalizeInPlace(expected);

    try (SentenceEncoder encoder = SentenceEncoders.load(student.toString(), options())) {
      assertThat(encoder.encode("The KING", InputType.PLAIN))
          .containsExactly(expected, within(1e-6f));
      assertThat(encoder.model().pipeline())
          .containsExactly("StaticEmbedding(3000 x 32)", "Normalize");
      assertThat(encoder.dimension()).isEqualTo(DIMENSIONS);
    }
  }

  @Test
  void theStudentAgreesWithItsTeacher() {
    assertThat(distillation.agreement()).isGreaterThan(0.9);
    assertThat(distillation.tokens()).isEqualTo(TOKENS);
    List<String> texts =
        List.of("the woman sees the map", "a girl finds the map", "money and water");
    try (SentenceEncoder encoder = SentenceEncoders.load(student.toString(), options())) {
      float[][] vectors = encoder.encode(texts, InputType.PLAIN);
      double alike = Similarity.COSINE.score(vectors[0], vectors[1]);
      double different = Similarity.COSINE.score(vectors[0], vectors[2]);

      assertThat(alike).isGreaterThan(different + 0.1);
    }
  }

  @Test
  void manyTextsGetTheirOwnVectorsAndCounts() {
    List<String> texts =
        Stream.of("the king", "water", "a book at the school")
            .flatMap(text -> Collections.nCopies(700, text).stream())
            .toList();
    try (SentenceEncoder encoder = SentenceEncoders.load(student.toString(), options());
        Embeddings embeddings = encoder.encode(texts, InputType.QUERY, Progress.NONE)) {
      float[][] vectors = encoder.encode(texts, InputType.QUERY);

      for (int i = 0; i < texts.size(); i++) {
        float[] alone = encoder.encode(texts.get(i / 700 * 700), InputType.QUERY);
        assertThat(vectors[i]).containsExactly(alone);
        assertThat(embeddings.vectors().copyRow(i)).containsExactly(alone);
      }
      assertThat(embeddings.tokenCounts()).hasSize(2100).contains(new TokenCount(5, false));
    }
  }

  @Test
  void theFolderIsWhatSentenceTransformersReads() throws IOException {
    ObjectMapper json = new ObjectMapper();

    assertThat(json.readTree(student.resolve("modules.json").toFile()).findValuesAsText("type"))
        .containsExactly(
            "sentence_transformers.models.StaticEmbedding",
            "sentence_transformers.models.Normalize");
    var tokenizer = json.readTree(student.resolve("0_StaticEmbedding/tokenizer.json").toFile());
    assertThat(tokenizer.get("truncation").isNull()).isTrue();
    assertThat(tokenizer.get("padding").isNull()).isTrue();
    assertThat(student.resolve("README.md")).content().startsWith("---\nbase_model: small-teacher");
    assertThat(student.resolve("distillation.json")).content().contains("\"command\"");
  }

  @Test
  void reportsProgressUpToTheAnnouncedSteps() {
    assertThat(REPORTS.get(REPORTS.size() - 1))
        .isLessThanOrEqualTo(Distillation.steps(teacher, distillation.texts(), SETTINGS))
        .isGreaterThan(TOKENS);
  }

  @Test
  void stopsWhenAskedToAndLeavesNoFolder() {
    Path output = scratch.resolve("cancelled");
    Progress cancelling =
        new Progress() {
          @Override
          public void advancedTo(long done) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };

    assertThatThrownBy(
            () ->
                Distillation.write(teacher, corpus(), SETTINGS, "semblance …", output, cancelling))
        .isInstanceOfSatisfying(
            SemblanceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    assertThat(output).doesNotExist();
  }

  @Test
  void refusesAnOutputFolderThatExists() {
    assertThatThrownBy(
            () ->
                Distillation.write(
                    teacher, corpus(), SETTINGS, "semblance …", student, Progress.NONE))
        .hasMessageContaining("output folder must not exist yet: " + student);
  }
}
