package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code models distill} with the real model, its vocabulary cut so that it is quick. */
class ModelsDistillCommandIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOKENS = 2500;

  @TempDir private static Path home;
  @TempDir private static Path work;
  private static Path teacher;

  @BeforeAll
  static void cutTheVocabulary() throws IOException {
    teacher = work.resolve("teacher");
    EncoderOptions options = EncoderOptions.ofHome(home);
    try (SentenceEncoder encoder =
            SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2, options);
        Stream<Path> files = Files.walk(encoder.model().folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, teacher.resolve(encoder.model().folder().relativize(file).toString()));
      }
    }
    Path tokenizer = teacher.resolve("tokenizer.json");
    ObjectNode content = (ObjectNode) JSON.readTree(tokenizer.toFile());
    Iterator<JsonNode> ids = content.get("model").get("vocab").elements();
    while (ids.hasNext()) {
      if (ids.next().asInt() >= TOKENS) {
        ids.remove();
      }
    }
    JSON.writeValue(tokenizer.toFile(), content);
  }

  @Test
  void distilsFromTheSampleCorporaAndComparesTeacherAndStudent() throws IOException {
    Path pairs =
        Files.writeString(
            work.resolve("pairs.tsv"),
            """
            sentence1\tsentence2\tscore\tsplit
            the man is at home\tthe man is in his house\t4.5\ttest
            water and light\tthe power of music\t0.5\ttest
            a large city\ta small town\t2.5\ttest
            """);
    Path student = work.resolve("student");

    CommandRun run =
        CommandRun.of(
            home,
            "models",
            "distill",
            "--model",
            teacher.toString(),
            "--dimensions",
            "16",
            "--sentences",
            "500",
            "--sts",
            pairs.toString(),
            "--output",
            student.toString(),
            "--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode summary = JSON.readTree(run.out());
    assertThat(summary.at("/distillation/texts").asInt()).isEqualTo(500);
    assertThat(summary.at("/distillation/dimensions").asInt()).isEqualTo(16);
    assertThat(summary.get("teacherSpearman").asDouble()).isBetween(-1.0, 1.0);
    assertThat(summary.get("studentSpearman").asDouble()).isBetween(-1.0, 1.0);
    assertThat(summary.get("studentSentencesPerSecond").asDouble())
        .isGreaterThan(10 * summary.get("teacherSentencesPerSecond").asDouble());
    try (SentenceEncoder encoder =
        SentenceEncoders.load(student.toString(), EncoderOptions.ofHome(home))) {
      float[] vector = encoder.encode("a large city", InputType.PLAIN);
      assertThat(vector).hasSize(16);
      assertThat(Vectors.norm(vector)).isCloseTo(1, within(1e-5f));
    }
  }

  @Test
  void refusesMoreDimensionsThanTheTeacherHas() {
    CommandRun run =
        CommandRun.of(
            home,
            "models",
            "distill",
            "--model",
            teacher.toString(),
            "--dimensions",
            "385",
            "--sentences",
            "500",
            "--output",
            work.resolve("too-wide").toString());

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("dimensions must be between 1 and 384, got: 385");
    assertThat(work.resolve("too-wide")).doesNotExist();
  }

  @Test
  void explainsItself() {
    CommandRun run = CommandRun.of(null, "models", "distill", "--help");

    assertThat(List.of(run.out().split("\n")))
        .anyMatch(line -> line.contains("How it works"))
        .anyMatch(line -> line.contains("semblance models distill"));
  }
}
