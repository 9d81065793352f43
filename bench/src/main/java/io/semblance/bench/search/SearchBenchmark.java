package io.semblance.bench.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds the graphs of all peers in alternating rounds, finds for each the width of walk that gives
 * recall@10 of {@value #RECALL}, and searches at that width in alternating rounds. Fails when a
 * bound of {@link #require} is broken.
 *
 * <p>Arguments: the corpus of tweets, a working folder, the hnswlib peer's program, the number of
 * threads that build, an output folder for {@code search.md} and {@code search.json}.
 */
public final class SearchBenchmark implements AutoCloseable {
  private static final double RECALL = 0.99;
  private static final double MOST_BUILD_OVER_HNSWLIB = 1.4;
  private static final double LEAST_QUERIES_OVER_HNSWLIB = 0.95;
  private static final double LEAST_QUERIES_OVER_JVECTOR = 1;
  private static final double LEAST_SCAN_OVER_BANDWIDTH = 0.85;
  private static final int ROWS = 50_000;
  private static final int WARM_UP_ROWS = 10_000;
  private static final int BUILD_ROUNDS = 3;
  private static final int SEARCH_ROUNDS = 5;
  private static final int SEARCH_REPEATS = 2;

  private final MeasuredPeer lucene;
  private final MeasuredPeer ours;
  private final MeasuredPeer jvector;
  private final MeasuredPeer hnswlib;
  private final int threads;

  private SearchBenchmark(Path folder, String hnswlib, int threads) throws IOException {
    this.lucene = javaPeer("lucene", folder);
    this.ours = javaPeer("ours", folder);
    this.jvector = javaPeer("jvector", folder);
    this.hnswlib =
        new MeasuredPeer(
            new PeerProcess(
                "hnswlib", List.of(hnswlib, folder.toString(), "" + TweetVectors.DIMENSION)));
    this.threads = threads;
  }

  private static MeasuredPeer javaPeer(String name, Path folder) throws IOException {
    return new MeasuredPeer(
        new PeerProcess(
            name,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                PeerServer.class.getName(),
                name,
                folder.toString(),
                Files.createDirectories(folder.resolve(name)).toString())));
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    TweetVectors.prepare(Path.of(arguments[0]), folder);
    int threads = Integer.parseInt(arguments[3]);
    try (SearchBenchmark benchmark = new SearchBenchmark(folder, arguments[2], threads)) {
      benchmark.build();
      benchmark.search();
      ScanRate scan = ScanRate.measure(TweetVectors.read(folder));
      new SearchReport(benchmark.peers(), benchmark.hnswlib, scan, ROWS, threads)
          .write(Path.of(arguments[4]));
      benchmark.require(scan);
    }
  }

  private List<MeasuredPeer> peers() {
    return List.of(lucene, ours, jvector, hnswlib);
  }

  /** The bounded ones in rounds; jvector, whose build takes minutes and has no bound, once. */
  private void build() throws IOException {
    jvector.build(threads, ROWS);
    List<MeasuredPeer> compared = List.of(lucene, ours, hnswlib);
    for (MeasuredPeer peer : compared) {
      peer.process().build(threads, WARM_UP_ROWS);
    }
    for (int round = 0; round < BUILD_ROUNDS; round++) {
      for (MeasuredPeer peer : compared) {
        peer.build(threads, ROWS);
      }
    }
  }

  private void search() throws IOException {
    for (MeasuredPeer peer : peers()) {
      peer.settle(RECALL);
    }
    for (int round = 0; round < SEARCH_ROUNDS; round++) {
      for (MeasuredPeer peer : peers()) {
        peer.search(SEARCH_REPEATS);
      }
    }
  }

  private void require(ScanRate scan) {
    atMost("our build's CPU time over hnswlib's", ours.buildOver(hnswlib), MOST_BUILD_OVER_HNSWLIB);
    atLeast("our queries over hnswlib's", ours.queriesOver(hnswlib), LEAST_QUERIES_OVER_HNSWLIB);
    atLeast("our queries over jvector's", ours.queriesOver(jvector), LEAST_QUERIES_OVER_JVECTOR);
    atLeast("the exact scan's rate over memory's", scan.ratio(), LEAST_SCAN_OVER_BANDWIDTH);
  }

  private static void atMost(String what, double value, double most) {
    if (!(value <= most)) {
      throw new IllegalStateException(what + " must be at most " + most + ", got: " + value);
    }
  }

  private static void atLeast(String what, double value, double least) {
    if (!(value >= least)) {
      throw new IllegalStateException(what + " must be at least " + least + ", got: " + value);
    }
  }

  @Override
  public void close() throws IOException {
    for (MeasuredPeer peer : peers()) {
      peer.process().close();
    }
  }
}
