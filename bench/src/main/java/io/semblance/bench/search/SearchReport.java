package io.semblance.bench.search;

import static io.semblance.bench.search.MeasuredPeer.median;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The results as {@code search.md} and {@code search.json}. */
record SearchReport(
    List<MeasuredPeer> peers, MeasuredPeer baseline, ScanRate scan, int rows, int threads) {
  private static final String HEAD =
      """
      | peer | build, CPU s | build, s | of hnswlib's CPU s | ef | recall@10 | queries per CPU s | of hnswlib's |
      |---|---:|---:|---:|---:|---:|---:|---:|
      """;

  void write(Path folder) throws IOException {
    StringBuilder table = new StringBuilder(HEAD);
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("rows", rows).put("threads", threads);
    json.put("scan_gigabytes_per_second", scan.scan());
    json.put("memory_gigabytes_per_second", scan.memory());
    for (MeasuredPeer peer : peers) {
      table.append(line(peer));
      describe(peer, json.withArray("peers").addObject());
    }
    table.append(foot());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("search.md"), table);
    Files.writeString(
        folder.resolve("search.json"),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json)
            + "\n");
    System.out.print(table);
  }

  private String line(MeasuredPeer peer) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.2f | %d | %.4f | %.0f | %.2f |%n",
        peer.process().name(),
        median(peer.buildCpuSeconds()),
        median(peer.buildWallSeconds()),
        peer.buildOver(baseline),
        peer.ef(),
        peer.recall(),
        median(peer.queriesPerCpuSecond()),
        peer.queriesOver(baseline));
  }

  private static void describe(MeasuredPeer peer, ObjectNode node) {
    node.put("name", peer.process().name()).put("ef", peer.ef()).put("recall", peer.recall());
    peer.buildCpuSeconds().forEach(node.putArray("build_cpu_seconds")::add);
    peer.buildWallSeconds().forEach(node.putArray("build_wall_seconds")::add);
    peer.queriesPerCpuSecond().forEach(node.putArray("queries_per_cpu_second")::add);
  }

  private String foot() {
    return String.format(
        Locale.ROOT,
        "%nMedians of alternating rounds: %d builds (jvector: one) of %d vectors by %d thread(s), %d"
            + " searches. Ratios are medians of the rounds' ratios.%nExact scan: %.1f GB/s, %.0f %%"
            + " of the %.1f GB/s that one thread reads.%n",
        baseline.buildCpuSeconds().size(),
        rows,
        threads,
        baseline.queriesPerCpuSecond().size(),
        scan.scan(),
        100 * scan.ratio(),
        scan.memory());
  }
}
