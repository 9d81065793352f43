package io.semblance.bench.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One peer and what its rounds gave. */
final class MeasuredPeer {
  private final PeerProcess process;
  private final List<PeerProcess.Build> builds = new ArrayList<>();
  private final List<PeerProcess.Search> searches = new ArrayList<>();
  private int ef;

  MeasuredPeer(PeerProcess process) {
    this.process = process;
  }

  PeerProcess process() {
    return process;
  }

  int ef() {
    return ef;
  }

  void build(int threads, int rows) throws IOException {
    builds.add(process.build(threads, rows));
  }

  /** Finds the walk that gives this recall, and warms up with it. */
  void settle(double recall) throws IOException {
    ef = RecallCurve.measure(process, recall).ef(recall);
    process.warmUp(ef);
  }

  void search(int repeats) throws IOException {
    searches.add(process.search(ef, repeats));
  }

  List<Double> buildCpuSeconds() {
    return builds.stream().map(PeerProcess.Build::cpuSeconds).toList();
  }

  List<Double> buildWallSeconds() {
    return builds.stream().map(PeerProcess.Build::wallSeconds).toList();
  }

  List<Double> queriesPerCpuSecond() {
    return searches.stream().map(PeerProcess.Search::queriesPerCpuSecond).toList();
  }

  double recall() {
    return median(searches.stream().map(PeerProcess.Search::recall).toList());
  }

  /** CPU time of our builds over another's, median of the rounds. */
  double buildOver(MeasuredPeer other) {
    return medianRatio(buildCpuSeconds(), other.buildCpuSeconds());
  }

  /** Our queries per CPU second over another's, median of the rounds. */
  double queriesOver(MeasuredPeer other) {
    return medianRatio(queriesPerCpuSecond(), other.queriesPerCpuSecond());
  }

  private static double medianRatio(List<Double> over, List<Double> under) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < Math.min(over.size(), under.size()); round++) {
      ratios.add(over.get(round) / under.get(round));
    }
    return median(ratios);
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
