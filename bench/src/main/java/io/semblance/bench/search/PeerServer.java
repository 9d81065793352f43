package io.semblance.bench.search;

import com.sun.management.OperatingSystemMXBean;
import io.semblance.index.graph.BatchedHnswVectorsFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/**
 * One Java peer in a process of its own. Reads a request a line and answers each with a line of
 * numbers.
 *
 * <ul>
 *   <li>{@code build THREADS ROWS}: CPU seconds of the process, wall seconds
 *   <li>{@code warm EF}: searches until the compiler is quiet; seconds that took
 *   <li>{@code search EF REPEATS}: recall, queries per CPU second of the process
 * </ul>
 *
 * <p>Arguments: the peer's name, the folder of {@link TweetVectors}, a folder for an index.
 */
final class PeerServer {
  private static final double LONGEST_WARM_UP_SECONDS = 30;
  private static final double QUIET = 0.02;
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final TweetVectors vectors;
  private final SearchPeer peer;

  private PeerServer(TweetVectors vectors, SearchPeer peer) {
    this.vectors = vectors;
    this.peer = peer;
  }

  public static void main(String[] arguments) throws IOException {
    TweetVectors vectors = TweetVectors.read(Path.of(arguments[1]));
    try (SearchPeer peer = peer(arguments[0], Path.of(arguments[2]));
        BufferedReader requests =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      PeerServer server = new PeerServer(vectors, peer);
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        System.out.println(server.answer(List.of(line.split(" ", -1))));
      }
    }
  }

  private static SearchPeer peer(String name, Path folder) throws IOException {
    return switch (name) {
      case "lucene" -> new LucenePeer(folder, threads -> new Lucene99HnswVectorsFormat(16, 100));
      case "ours" ->
          new LucenePeer(folder, threads -> new BatchedHnswVectorsFormat(16, 100, threads));
      case "jvector" -> new JVectorPeer();
      default -> throw new IllegalArgumentException("no peer '" + name + "'");
    };
  }

  private String answer(List<String> request) throws IOException {
    int number = Integer.parseInt(request.get(1));
    return switch (request.get(0)) {
      case "build" -> build(number, Integer.parseInt(request.get(2)));
      case "warm" -> warm(number);
      case "search" -> search(number, Integer.parseInt(request.get(2)));
      default -> throw new IllegalArgumentException("no request '" + request.get(0) + "'");
    };
  }

  private String build(int threads, int rows) throws IOException {
    float[][] base = Arrays.copyOf(vectors.base(), rows);
    long cpu = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    peer.build(base, threads);
    return numbers((SYSTEM.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
  }

  private String warm(int ef) throws IOException {
    long start = System.nanoTime();
    double compiling = 1;
    while (compiling > QUIET && (System.nanoTime() - start) / 1e9 < LONGEST_WARM_UP_SECONDS) {
      long before = compilationMillis();
      long window = System.nanoTime();
      while (System.nanoTime() - window < 2e9) {
        recall(ef);
      }
      compiling = (compilationMillis() - before) / ((System.nanoTime() - window) / 1e6);
    }
    return numbers((System.nanoTime() - start) / 1e9, compiling);
  }

  private static long compilationMillis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  private String search(int ef, int repeats) throws IOException {
    double recall = 0;
    long cpu = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < repeats; i++) {
      recall = recall(ef);
    }
    double seconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
    return numbers(recall, repeats * vectors.queries().length / seconds);
  }

  private double recall(int ef) throws IOException {
    int found = 0;
    for (int i = 0; i < vectors.queries().length; i++) {
      found += common(peer.search(vectors.queries()[i], ef), vectors.truth()[i]);
    }
    return (double) found / (TweetVectors.K * vectors.queries().length);
  }

  private static int common(int[] hits, int[] truth) {
    int common = 0;
    for (int hit : hits) {
      for (int row : truth) {
        common += hit == row ? 1 : 0;
      }
    }
    return common;
  }

  private static String numbers(double first, double second) {
    return String.format(Locale.ROOT, "%.6f %.6f", first, second);
  }
}
