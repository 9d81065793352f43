package io.semblance.bench.mining;

import io.semblance.clustering.KnnGraph;
import io.semblance.clustering.UniqueRows;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.NearestRows;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.progress.Progress;
import io.semblance.vectors.EmbeddingMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Exact comparison of {@value #ROWS} vectors with all others, in its three modes: its rate over
 * {@code rows^2 * dimension} operations against that of sgemm, measured before and after each run.
 */
final class ExactPairs implements Section {
  private static final int ROWS = 100_000;
  private static final int WARM_UP_ROWS = 10_000;
  private static final int ROUNDS = 3;
  private static final double MIN_SCORE = 0.8;
  private static final int TOP = 100_000;
  private static final int NEIGHBORS = 10;
  private static final double LEAST_ABOVE = 0.95;
  private static final double LEAST_TOP = 0.8;
  private static final double LEAST_NEAREST = 0.8;
  private static final double MOST_MEGABYTES = 1000;

  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public List<Measured> run(MiningSetting setting) throws IOException {
    try (EmbeddingMatrix some = TweetMatrix.read(setting.tweets(), WARM_UP_ROWS)) {
      for (Mode mode : modes(UniqueRows.of(some), setting.threads())) {
        System.err.println(mode.name() + ", to warm up: " + mode.work().get());
      }
    }
    try (EmbeddingMatrix tweets = TweetMatrix.read(setting.tweets(), ROWS)) {
      UniqueRows rows = UniqueRows.of(tweets);
      List<Measured> results = new ArrayList<>();
      for (Mode mode : modes(rows, setting.threads())) {
        results.add(measure(mode, rows, setting));
      }
      results.add(
          Measured.atMost(
              "memory above the vectors",
              peakMegabytes() - tweets.sizeInBytes() / 1e6,
              "MB",
              MOST_MEGABYTES,
              "peak of the whole process, the JVM and OpenBLAS with it"));
      return results;
    }
  }

  /** A way to mine; its work tells what it found. */
  private record Mode(String name, double least, Supplier<String> work) {}

  private static List<Mode> modes(UniqueRows rows, int threads) {
    PairMining mining = PairMining.of(rows, MiningOptions.DEFAULT.withThreads(threads));
    return List.of(
        new Mode(
            "pairs above " + MIN_SCORE,
            LEAST_ABOVE,
            () -> found(mining.above(MIN_SCORE, Progress.NONE))),
        new Mode(
            "closest " + TOP + " pairs", LEAST_TOP, () -> found(mining.top(TOP, Progress.NONE))),
        new Mode(
            NEIGHBORS + " nearest of each",
            LEAST_NEAREST,
            () -> found(NearestRows.graph(rows, NEIGHBORS, threads, Progress.NONE))));
  }

  private static String found(Pairs pairs) {
    try (pairs) {
      return pairs.count() + " pairs";
    }
  }

  private static String found(KnnGraph graph) {
    return graph.rows() + " rows";
  }

  private static Measured measure(Mode mode, UniqueRows rows, MiningSetting setting) {
    double operations = (double) rows.count() * rows.count() * rows.dimension();
    List<Double> ratios = new ArrayList<>();
    String note = "";
    for (int round = 0; round < ROUNDS; round++) {
      double before = setting.sgemmRate(rows.dimension());
      long start = System.nanoTime();
      String found = mode.work().get();
      double seconds = (System.nanoTime() - start) / 1e9;
      double sgemm = (before + setting.sgemmRate(rows.dimension())) / 2;
      ratios.add(operations / seconds / sgemm);
      note =
          String.format(
              Locale.ROOT,
              "%s in %.1f s, %.0f of sgemm's %.0f GFLOP/s",
              found,
              seconds,
              operations / seconds / 1e9,
              sgemm / 1e9);
      System.err.printf(Locale.ROOT, "%s: %.3f, %s%n", mode.name(), ratios.getLast(), note);
    }
    double median = ratios.stream().sorted().toList().get(ROUNDS / 2);
    return Measured.atLeast(
        mode.name(), median, "of sgemm's rate", mode.least(), "last of " + ROUNDS + ": " + note);
  }

  private static double peakMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6;
      }
    }
    throw new IOException("/proc/self/status has no VmHWM");
  }
}
