package io.semblance.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.TokenCount;
import io.semblance.eval.data.ScoredPair;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sentences a second of this project's encoder, LangChain4j and transformers.js on the same ONNX
 * file and the same sentences, in alternating rounds of one run, beside the machine's sgemm rate.
 * Vectors are compared before anything is timed.
 *
 * <p>Arguments: a folder with {@code pairs.tsv} (its test split is encoded), the folder of {@code
 * encode.mjs}, an output folder for {@code encode.md} and {@code encode.json}, and optionally the
 * number of rounds.
 */
public final class EncodeBenchmark {
  private static final double PARITY = 1e-5;
  private static final int DEFAULT_ROUNDS = 9;

  private final List<String> sentences;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Double> sgemmRates = new ArrayList<>();
  private double operations;

  /**
   * A contestant and its sentences a second, one number a round. This project's own is the first.
   */
  private record Entry(Contestant contestant, List<Double> rates) {}

  private EncodeBenchmark(List<String> sentences) {
    this.sentences = sentences;
  }

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    Path script = Path.of(arguments[1]);
    Path output = Path.of(arguments[2]);
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : DEFAULT_ROUNDS;
    List<String> sentences =
        ScoredPair.read(data, "test").stream()
            .flatMap(pair -> Stream.of(pair.sentence1(), pair.sentence2()))
            .toList();
    EncodeBenchmark benchmark = new EncodeBenchmark(sentences);
    try {
      benchmark.enter(script);
      benchmark.requireParity();
      for (int round = -1; round < rounds; round++) {
        benchmark.round(round >= 0); // the first one warms up
      }
      benchmark.report(output);
    } finally {
      benchmark.entries.forEach(entry -> entry.contestant().close());
    }
  }

  private void enter(Path script) throws IOException {
    SentenceEncoder encoder =
        SentenceEncoders.load(SentenceEncoders.ALL_MINILM_L6_V2, EncoderOptions.defaults());
    int cores = Runtime.getRuntime().availableProcessors();
    Path model = encoder.model().folder();
    operations = operations(encoder);
    add(new SemblanceContestant(encoder));
    add(new LangChain4jContestant());
    add(TransformersJsContestant.pipeline(script, model, cores));
    add(TransformersJsContestant.processes(script, model, cores));
  }

  private void add(Contestant contestant) {
    entries.add(new Entry(contestant, new ArrayList<>()));
  }

  /**
   * Multiplications and additions that the model's matrix products need for the real tokens,
   * padding not counted.
   */
  private double operations(SentenceEncoder encoder) {
    double layers = 6;
    double hidden = 384;
    double inner = 1536;
    double perToken = layers * 2 * (4 * hidden * hidden + 2 * hidden * inner);
    double sum = 0;
    try (Embeddings embeddings = encoder.encode(sentences, InputType.PLAIN, Progress.NONE)) {
      for (TokenCount count : embeddings.tokenCounts()) {
        double tokens = count.tokens();
        sum += tokens * perToken + layers * 4 * tokens * tokens * hidden;
      }
    }
    return sum;
  }

  private void requireParity() {
    List<String> sample = sentences.subList(0, 200);
    float[][] expected = entries.get(0).contestant().vectors(sample);
    for (Entry entry : entries) {
      Contestant contestant = entry.contestant();
      double difference = largestDifference(expected, contestant.vectors(sample));
      System.err.printf(
          Locale.ROOT, "%-30s largest difference %.1e%n", contestant.name(), difference);
      if (difference > PARITY) {
        throw new IllegalStateException(
            contestant.name() + " gives other vectors: they differ by " + difference);
      }
    }
  }

  private static double largestDifference(float[][] a, float[][] b) {
    double largest = 0;
    for (int row = 0; row < a.length; row++) {
      for (int i = 0; i < a[row].length; i++) {
        largest = Math.max(largest, Math.abs(a[row][i] - b[row][i]));
      }
    }
    return largest;
  }

  private void round(boolean counted) {
    OpenBlas blas = new OpenBlas();
    double sgemm = modelShapesRate(blas);
    for (Entry entry : entries) {
      double rate = sentences.size() / entry.contestant().seconds(sentences);
      System.err.printf(Locale.ROOT, "%-30s %7.1f sentences/s%n", entry.contestant().name(), rate);
      if (counted) {
        entry.rates().add(rate);
      }
    }
    if (counted) {
      sgemmRates.add(sgemm);
    }
  }

  /**
   * The rate on the shapes of the model's own products for 256 tokens, weighted by their share of
   * the work.
   */
  private static double modelShapesRate(OpenBlas blas) {
    double square = blas.rate(256, 384, 384);
    double up = blas.rate(256, 1536, 384);
    double down = blas.rate(256, 384, 1536);
    return 1 / ((1.0 / 3) / square + (1.0 / 3) / up + (1.0 / 3) / down);
  }

  private void report(Path output) throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("encode.md"), markdown());
    Files.writeString(
        output.resolve("encode.json"),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json())
            + "\n");
    System.out.print(markdown());
  }

  private String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d sentences, %d rounds, %d cores; medians, in brackets the smallest and largest.%n%n",
            sentences.size(),
            sgemmRates.size(),
            Runtime.getRuntime().availableProcessors()));
    text.append("| engine | setting | sentences/s | Semblance is |\n|---|---|---:|---:|\n");
    for (Entry entry : entries) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.0f (%.0f–%.0f) | %.2fx |%n",
              entry.contestant().name(),
              entry.contestant().setting(),
              median(entry.rates()),
              min(entry.rates()),
              max(entry.rates()),
              ratio(entry)));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nMatrix products of the real tokens: %.0f GFLOPS; OpenBLAS sgemm on the same shapes, all cores: %.0f GFLOPS (%.0f–%.0f). Semblance runs at **%.0f %%** of it.%n",
            gflops(),
            median(sgemmRates) / 1e9,
            min(sgemmRates) / 1e9,
            max(sgemmRates) / 1e9,
            100 * shareOfSgemm()));
    return text.toString();
  }

  private ObjectNode json() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("sentences", sentences.size());
    node.put("cores", Runtime.getRuntime().availableProcessors());
    node.put("gflops", gflops());
    node.put("sgemm_gflops", median(sgemmRates) / 1e9);
    node.put("share_of_sgemm", shareOfSgemm());
    for (Entry entry : entries) {
      ObjectNode engine = node.withArray("engines").addObject();
      engine.put("name", entry.contestant().name());
      engine.put("setting", entry.contestant().setting());
      engine.put("median", median(entry.rates()));
      engine.put("semblance_ratio", ratio(entry));
      engine.putPOJO("sentences_per_second", entry.rates());
    }
    return node;
  }

  /**
   * Median over the rounds of the ratio within a round, which the machine's drift does not touch.
   */
  private double ratio(Entry peer) {
    List<Double> ours = entries.get(0).rates();
    List<Double> theirs = peer.rates();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round) / theirs.get(round));
    }
    return median(ratios);
  }

  private double gflops() {
    return operations * median(entries.get(0).rates()) / sentences.size() / 1e9;
  }

  private double shareOfSgemm() {
    List<Double> ours = entries.get(0).rates();
    List<Double> shares = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      shares.add(operations * ours.get(round) / sentences.size() / sgemmRates.get(round));
    }
    return median(shares);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double min(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double max(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
