package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.semblance.encoder.folder.GraphChoice;
import io.semblance.encoder.folder.GraphPrecision;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a network: what is cached works, and nothing opens a socket. */
class HubOfflineIT {
  @TempDir private Path cache;
  @TempDir private Path work;
  private TestHub hub;
  private TestRepository repository;
  private HubOptions options;

  @BeforeEach
  void startHub() {
    hub = new TestHub();
    repository = HubFixture.addModel(hub, "org/small");
    options = HubFixture.options(hub.endpoint(), cache);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private HubSnapshot resolve(HubOptions with, String revision, DownloadListener listener) {
    return HubModels.resolve("org/small", revision, GraphChoice.DEFAULT, with, listener);
  }

  private HubSnapshot pull() {
    return resolve(options, null, DownloadListener.NONE);
  }

  private static Set<Long> httpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient"))
        .map(Thread::threadId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** A JDK HTTP client has a selector thread from its first moment on: there must be no new one. */
  @Test
  void makesNoHttpClientAndAsksNothingWhenOffline() {
    HubSnapshot pulled = pull();
    hub.forgetRequests();
    Set<Long> before = httpThreads();

    HubSnapshot cached = resolve(options.withOffline(true), null, DownloadListener.NONE);

    assertThat(cached).isEqualTo(pulled);
    assertThat(hub.requests()).isEmpty();
    assertThat(before).containsAll(httpThreads());
  }

  @Test
  void asksNothingForACommitThatIsInTheCache() {
    pull();
    hub.forgetRequests();
    Set<Long> before = httpThreads();

    HubSnapshot snapshot = resolve(options, repository.commit(), DownloadListener.NONE);

    assertThat(snapshot.folder().resolve("onnx/model.onnx")).exists();
    try (HubClient client = new HubClient(options)) {
      Path file =
          client.file(
              HubId.model("org/small"),
              new Revision(repository.commit()),
              "config.json",
              DownloadListener.NONE);
      assertThat(file).exists();
    }
    assertThat(hub.requests()).isEmpty();
    assertThat(before).containsAll(httpThreads());
  }

  /** In a network namespace with no interface but a loopback that is down. */
  @Test
  void loadsInAProcessThatHasNoNetworkAtAll() throws Exception {
    HubSnapshot pulled = pull();
    List<String> isolated = List.of("unshare", "--map-root-user", "--net");
    assumeThat(runs(isolated)).as("needs Linux namespaces (unshare)").isTrue();
    Path output = work.resolve("out");
    Map<String, String> environment =
        Map.of(
            "HF_ENDPOINT",
            hub.endpoint().toString(),
            "HF_HUB_CACHE",
            cache.toString(),
            "HF_HUB_OFFLINE",
            "1");

    Process process = PullProcess.start(output, isolated, environment, "org/small");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output).strip()).isEqualTo(pulled.folder().toString());
    assertThat(process.exitValue()).isZero();
  }

  private static boolean runs(List<String> prefix) throws InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // another system than Linux
    }
  }

  @Test
  void fallsBackToTheCacheWhenTheHubCannotBeReached() {
    HubSnapshot pulled = pull();
    hub.close();
    List<String> notes = new ArrayList<>();
    DownloadListener listener =
        new DownloadListener() {
          @Override
          public void progressed(String file, long done, long total) {
            throw new AssertionError("nothing can be downloaded");
          }

          @Override
          public void usingCache(String reason) {
            notes.add(reason);
          }
        };

    assertThat(resolve(options, null, listener)).isEqualTo(pulled);

    assertThat(notes).hasSize(1);
    assertThat(notes.get(0)).startsWith("ConnectException");
  }

  @Test
  void keepsTheOldCommitUntilTheNewOneIsWhole() {
    HubSnapshot old = pull();
    repository.put("config.json", "{\"new\":true}").putLarge("onnx/model.onnx", new byte[77]);
    hub.intercept(
        99, TestHub.Request::atStore, exchange -> hub.close()); // the network is gone in the middle

    assertThat(pull()).isEqualTo(old);
    assertThat(resolve(options.withOffline(true), null, DownloadListener.NONE)).isEqualTo(old);
    assertThat(hub.requests(TestHub.Request::atStore)).isNotEmpty();
  }

  @Test
  void fallsBackToTheCacheWhenTheHubIsOverloaded() {
    HubSnapshot pulled = pull();
    hub.intercept(99, request -> true, TestHub.status(503));

    assertThat(pull()).isEqualTo(pulled);
  }

  /** What the hub says for sure must not be hidden by an old copy. */
  @Test
  void doesNotFallBackWhenTheHubRefuses() {
    pull();
    repository.gatedBehind("secret");

    assertThatThrownBy(this::pull).hasMessageContaining("'org/small' is gated");
  }

  @Test
  void saysThatTheHubCannotBeReachedWhereNothingIsCached() {
    hub.close();

    assertThatThrownBy(this::pull)
        .hasMessageContaining("cannot reach " + hub.endpoint() + " for 'org/small'")
        .extracting(failure -> ((SemblanceException) failure).code())
        .isEqualTo(ErrorCode.OVERLOADED);
  }

  @Test
  void saysWhatIsMissingWhenOffline() {
    HubOptions offline = options.withOffline(true);
    assertThatThrownBy(() -> resolve(offline, null, DownloadListener.NONE))
        .hasMessageContaining("offline, and the model of 'org/small'")
        .hasMessageContaining("semblance models pull org/small");
    pull();

    assertThatThrownBy(
            () ->
                HubModels.resolve(
                    "org/small",
                    null,
                    GraphChoice.of(GraphPrecision.INT8),
                    offline,
                    DownloadListener.NONE))
        .hasMessageContaining("offline, and the cached copy is not whole")
        .hasMessageContaining("it has: onnx/model.onnx");
    assertThat(hub.requests(request -> request.path().contains("quantized"))).isEmpty();
  }
}
