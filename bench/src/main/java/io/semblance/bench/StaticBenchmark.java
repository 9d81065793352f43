package io.semblance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.eval.data.ScoredPair;
import io.semblance.eval.measure.Correlation;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sentences a second and STSBenchmark's Spearman of a distilled static model and of its teacher, in
 * alternating rounds of one run, through the public interface. Fails where the student is slower or
 * worse than it has to be.
 *
 * <p>Arguments: a folder with {@code pairs.tsv} (its test split is encoded), the student's folder,
 * an output folder for {@code static.md} and {@code static.json}.
 */
public final class StaticBenchmark {
  private static final double LEAST_RATE = 100_000;
  private static final double LEAST_RATIO = 300;
  private static final double LEAST_SPEARMAN = 0.74;
  private static final int ROUNDS = 9;
  private static final int STUDENT_SENTENCES = 200_000;
  private static final int TEACHER_SENTENCES = 512;

  private final List<ScoredPair> pairs;
  private final SentenceEncoder teacher;
  private final SentenceEncoder student;
  private final List<Double> teacherRates = new ArrayList<>();
  private final List<Double> studentRates = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();

  private StaticBenchmark(
      List<ScoredPair> pairs, SentenceEncoder teacher, SentenceEncoder student) {
    this.pairs = pairs;
    this.teacher = teacher;
    this.student = student;
  }

  public static void main(String[] arguments) throws IOException {
    List<ScoredPair> pairs = ScoredPair.read(Path.of(arguments[0]), "test");
    try (SentenceEncoder teacher = SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2);
        SentenceEncoder student = SentenceEncoders.load(arguments[1])) {
      StaticBenchmark benchmark = new StaticBenchmark(pairs, teacher, student);
      for (int round = -1; round < ROUNDS; round++) {
        benchmark.round(round >= 0); // the first one warms up
      }
      benchmark.report(Path.of(arguments[2]));
    }
  }

  private void round(boolean counted) {
    double teacherRate = rate(teacher, sentences(TEACHER_SENTENCES));
    double studentRate = rate(student, sentences(STUDENT_SENTENCES));
    System.err.printf(
        Locale.ROOT, "teacher %.0f, student %.0f sentences/s%n", teacherRate, studentRate);
    if (counted) {
      teacherRates.add(teacherRate);
      studentRates.add(studentRate);
      ratios.add(studentRate / teacherRate);
    }
  }

  private List<String> sentences(int count) {
    List<String> all =
        pairs.stream().flatMap(pair -> Stream.of(pair.sentence1(), pair.sentence2())).toList();
    List<String> repeated = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      repeated.add(all.get(i % all.size()));
    }
    return repeated;
  }

  private static double rate(SentenceEncoder encoder, List<String> sentences) {
    long start = System.nanoTime();
    encoder.encode(sentences, InputType.PLAIN);
    return sentences.size() / ((System.nanoTime() - start) / 1e9);
  }

  private double spearman(SentenceEncoder encoder) {
    float[][] vectors = encoder.encode(sentences(2 * pairs.size()), InputType.PLAIN);
    double[] cosines = new double[pairs.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = Similarity.COSINE.score(vectors[2 * i], vectors[2 * i + 1]);
    }
    return Correlation.spearman(cosines, pairs.stream().mapToDouble(ScoredPair::score).toArray());
  }

  private void report(Path output) throws IOException {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("cores", Runtime.getRuntime().availableProcessors());
    node.put("rounds", ROUNDS);
    node.put("teacher_sentences_per_second", median(teacherRates));
    node.put("student_sentences_per_second", median(studentRates));
    node.put("ratio", median(ratios));
    node.put("teacher_spearman", spearman(teacher));
    node.put("student_spearman", spearman(student));
    String markdown =
        String.format(
            Locale.ROOT,
            "| model | dimensions | sentences/s | STSb test Spearman |%n|---|---:|---:|---:|%n"
                + "| teacher | %d | %.0f | %.4f |%n| student | %d | %.0f | %.4f |%n%n"
                + "The student is %.0f times as fast (median of %d rounds, %d cores).%n",
            teacher.dimension(),
            median(teacherRates),
            node.get("teacher_spearman").asDouble(),
            student.dimension(),
            median(studentRates),
            node.get("student_spearman").asDouble(),
            median(ratios),
            ROUNDS,
            Runtime.getRuntime().availableProcessors());
    Files.createDirectories(output);
    Files.writeString(output.resolve("static.md"), markdown);
    Files.writeString(
        output.resolve("static.json"),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node)
            + "\n");
    System.out.print(markdown);
    require("student's sentences/s", median(studentRates), LEAST_RATE);
    require("speed over the teacher's", median(ratios), LEAST_RATIO);
    require("student's Spearman", node.get("student_spearman").asDouble(), LEAST_SPEARMAN);
  }

  private static void require(String what, double value, double least) {
    if (!(value >= least)) {
      throw new IllegalStateException(what + " must be at least " + least + ", got: " + value);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
