package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.folder.GraphChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads and processes at one cache; a process that is killed at work. */
class HubProcessesIT {
  private static final byte[] GRAPH = HubFixture.bytes(300_000, 7);

  @TempDir private Path cache;
  @TempDir private Path work;
  private TestHub hub;
  private TestRepository repository;

  @BeforeEach
  void startHub() {
    hub = new TestHub();
    repository = HubFixture.addModel(hub, "org/small");
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private Predicate<TestHub.Request> graph() {
    return request -> request.atStore() && request.isGet(repository.etag("onnx/model.onnx"));
  }

  private Process start(String output) throws IOException {
    return PullProcess.start(
        work.resolve(output),
        List.of(),
        Map.of("HF_ENDPOINT", hub.endpoint().toString(), "HF_HUB_CACHE", cache.toString()),
        "org/small");
  }

  private void assertEnded(Process process, String output) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(work.resolve(output));
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(Path.of(printed.strip()).resolve("onnx/model.onnx")).hasBinaryContent(GRAPH);
  }

  @Test
  void twoProcessesFetchEachFileOnce() throws Exception {
    hub.intercept(1, graph(), TestHub.drip(GRAPH, 10_000, 50)); // the second has time to meet it

    Process first = start("first");
    Process second = start("second");
    assertEnded(first, "first");
    assertEnded(second, "second");

    assertThat(hub.requests(TestHub.Request::atStore))
        .extracting(TestHub.Request::path)
        .doesNotHaveDuplicates();
    assertThat(new HubCache(cache).verify(HubId.model("org/small")))
        .hasSize(11)
        .allMatch(check -> check.state() == BlobCheck.State.INTACT);
  }

  @Test
  void aKilledDownloadGoesOnInTheNextProcess() throws Exception {
    hub.intercept(1, graph(), TestHub.drip(GRAPH, 5_000, 100));
    Path partial =
        cache.resolve(
            "models--org--small/blobs/"
                + repository.etag("onnx/model.onnx")
                + ".semblance.incomplete");
    Process killed = start("killed");
    waitUntil(() -> Files.exists(partial) && Files.size(partial) > 20_000);
    killed.destroyForcibly().waitFor();
    long left = Files.size(partial);
    assertThat(left).isBetween(20_000L, 299_999L);

    assertEnded(start("next"), "next");

    List<String> ranges =
        hub.requests(graph()).stream().map(request -> request.header("Range")).toList();
    assertThat(ranges).containsExactly(null, "bytes=" + left + "-");
    assertThat(partial).doesNotExist();
  }

  @Test
  void manyThreadsFetchEachFileOnce() throws Exception {
    HubOptions options = HubFixture.options(hub.endpoint(), cache);
    List<Callable<HubSnapshot>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(
          () ->
              HubModels.resolve(
                  "org/small", null, GraphChoice.DEFAULT, options, DownloadListener.NONE));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<HubSnapshot> snapshot : threads.invokeAll(calls)) {
        assertThat(snapshot.get().folder().resolve("onnx/model.onnx")).hasBinaryContent(GRAPH);
      }
    }
    assertThat(hub.requests(TestHub.Request::atStore))
        .extracting(TestHub.Request::path)
        .doesNotHaveDuplicates();
  }

  private static void waitUntil(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited for 30 s").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
