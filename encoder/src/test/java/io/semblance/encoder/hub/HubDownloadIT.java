package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.semblance.encoder.folder.GraphChoice;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file over a real connection, through everything that can go wrong on the way. */
class HubDownloadIT {
  private static final byte[] WEIGHTS = HubFixture.bytes(400_000, 1);
  private static final Predicate<TestHub.Request> AT_STORE = TestHub.Request::atStore;

  @TempDir private Path cache;
  private TestHub hub;
  private TestRepository repository;
  private HubOptions options;

  @BeforeEach
  void startHub() {
    hub = new TestHub();
    repository = hub.model("org/m").put("config.json", "{\"a\":1}").putLarge("big.bin", WEIGHTS);
    options = HubFixture.options(hub.endpoint(), cache);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private Path file(String path) {
    return file(path, DownloadListener.NONE);
  }

  private Path file(String path, DownloadListener listener) {
    try (HubClient client = new HubClient(options)) {
      return client.file(HubId.model("org/m"), Revision.MAIN, path, listener);
    }
  }

  private SemblanceException failureOf(String path) {
    return (SemblanceException) catchThrowable(() -> file(path));
  }

  private Path blobs() {
    return cache.resolve("models--org--m/blobs");
  }

  private Path partial() {
    return blobs().resolve(repository.etag("big.bin") + ".semblance.incomplete");
  }

  private List<String> ranges() {
    return hub.requests(AT_STORE).stream().map(request -> request.header("Range")).toList();
  }

  @Test
  void sendsTheTokenToTheHubAndNeverToTheStore() {
    options = HubFixture.withToken(options, "secret");
    repository.privateTo("secret");

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);

    assertThat(hub.requests(AT_STORE)).hasSize(1);
    assertThat(hub.requests(AT_STORE).get(0).headers()).doesNotContainKey("Authorization");
    assertThat(hub.requests(AT_STORE.negate()))
        .hasSize(2)
        .allMatch(request -> "Bearer secret".equals(request.header("Authorization")));
  }

  @Test
  void asksForPlainBytesAndNamesItself() {
    file("config.json");

    assertThat(hub.requests())
        .isNotEmpty()
        .allMatch(request -> "identity".equals(request.header("Accept-Encoding")))
        .allMatch(request -> request.header("User-Agent").startsWith("semblance"));
  }

  @Test
  void resumesABrokenDownloadWhereItEnded() {
    hub.intercept(1, AT_STORE, TestHub.cutOff(WEIGHTS, 150_000));

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);

    assertThat(ranges()).containsExactly(null, "bytes=150000-");
  }

  @Test
  void resumesAfterBytesStoppedComing() {
    hub.intercept(1, AT_STORE, TestHub.standStill(WEIGHTS, 90_000, 3_000));

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);

    assertThat(ranges()).containsExactly(null, "bytes=90000-");
  }

  @Test
  void waitsForASlowServerAsLongAsBytesCome() {
    hub.intercept(1, AT_STORE, TestHub.drip(WEIGHTS, 50_000, 100)); // 0.8 s in all, 0.4 s patience

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);

    assertThat(hub.requests(AT_STORE)).hasSize(1);
  }

  @Test
  void goesOnFromWhatAnEarlierProcessLeft() throws IOException {
    Files.createDirectories(blobs());
    Files.write(partial(), Arrays.copyOf(WEIGHTS, 123_456));

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);

    assertThat(ranges()).containsExactly("bytes=123456-");
    assertThat(partial()).doesNotExist();
  }

  @Test
  void startsAgainWhenTheServerCannotResume() throws IOException {
    Files.createDirectories(blobs());
    Files.write(partial(), HubFixture.bytes(1000, 99)); // other bytes: must not stay
    hub.intercept(1, AT_STORE, TestHub.drip(WEIGHTS, WEIGHTS.length, 0));

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);

    assertThat(hub.requests(AT_STORE)).hasSize(1);
  }

  @Test
  void dropsTheBadBytesOfAnEarlierProcess() throws IOException {
    Files.createDirectories(blobs());
    Files.write(partial(), HubFixture.bytes(1000, 99));

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);

    assertThat(ranges()).containsExactly("bytes=1000-", null);
  }

  @Test
  void givesUpAfterFiveResumesAndKeepsWhatCame() {
    hub.intercept(99, AT_STORE, TestHub.cutOff(WEIGHTS, 0));

    SemblanceException failure = failureOf("big.bin");

    assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(failure)
        .hasMessageContaining("the download of 'big.bin' broke off 6 times in a row, at byte 0 of")
        .hasMessageContaining("run this again to go on from there");
    assertThat(hub.requests(AT_STORE)).hasSize(6);
  }

  @Test
  void refusesBytesWithAnotherHash() {
    byte[] other = WEIGHTS.clone();
    other[77]++;
    hub.intercept(9, AT_STORE, TestHub.drip(other, other.length, 0));

    SemblanceException failure = failureOf("big.bin");

    assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_FAILURE);
    assertThat(failure)
        .hasMessageContaining("the download of 'big.bin' is damaged")
        .hasMessageContaining(repository.etag("big.bin"))
        .hasMessageContaining(TestRepository.sha256(other));
    assertThat(partial()).doesNotExist();
    assertThat(blobs()).isEmptyDirectory();
  }

  @Test
  void refusesASmallFileWithAnotherGitHash() {
    hub.intercept(
        1,
        request -> request.isGet("/resolve/" + repository.commit() + "/config.json"),
        TestHub.drip("{\"a\":2}".getBytes(StandardCharsets.UTF_8), 7, 0));

    assertThat(failureOf("config.json"))
        .hasMessageContaining("git SHA-1 must be " + repository.etag("config.json"));
  }

  @Test
  void refusesMoreBytesThanAnnounced() {
    byte[] longer = Arrays.copyOf(WEIGHTS, WEIGHTS.length + 5);
    hub.intercept(9, AT_STORE, TestHub.drip(longer, longer.length, 0));

    assertThat(failureOf("big.bin"))
        .hasMessageContaining("400000 bytes announced, more than that sent");
    assertThat(blobs()).isEmptyDirectory();
  }

  @Test
  void asksAgainForFewerBytesThanAnnounced() {
    hub.intercept(1, AT_STORE, TestHub.drip(Arrays.copyOf(WEIGHTS, 1000), 1000, 0));

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);
    assertThat(ranges()).containsExactly(null, "bytes=1000-");
  }

  @Test
  void waitsAsLongAsABusyServerAsks() {
    hub.intercept(1, AT_STORE, TestHub.status(429, "Retry-After", "1"));
    hub.intercept(1, AT_STORE, TestHub.status(503));
    long start = System.nanoTime();

    assertThat(file("big.bin")).hasBinaryContent(WEIGHTS);

    assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
    assertThat(hub.requests(AT_STORE)).hasSize(3);
  }

  @Test
  void doesNotWaitForAnHour() {
    hub.intercept(9, request -> true, TestHub.status(429, "Retry-After", "3600"));

    assertThat(failureOf("config.json")).hasMessageContaining("asks to wait 3600 s");
  }

  @Test
  void unpacksGzipThatNobodyAskedFor() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }
    hub.intercept(
        1,
        request -> request.method().equals("GET"),
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0); // chunked
          exchange.getResponseBody().write(packed.toByteArray());
        });

    assertThat(file("config.json")).hasContent("{\"a\":1}");
  }

  @Test
  void findsTheEtagBehindARedirectThatHasNone() {
    String mirror = hub.endpoint() + "/resolve-cache/org/m/resolve/main/config.json";
    hub.intercept(
        1,
        request -> request.method().equals("HEAD"),
        TestHub.status(302, "X-Repo-Commit", repository.commit(), "Location", mirror));

    assertThat(file("config.json")).hasContent("{\"a\":1}");
  }

  @Test
  void refusesAServerThatIsNoHub() {
    hub.intercept(1, request -> true, TestHub.status(200, "ETag", "\"abc\""));
    assertThat(failureOf("config.json"))
        .hasMessageContaining("does not answer like a hub: the header X-Repo-Commit is missing");

    hub.intercept(1, request -> true, TestHub.status(200, "X-Repo-Commit", repository.commit()));
    assertThat(failureOf("config.json")).hasMessageContaining("no usable ETag");
  }

  @Test
  void refusesEtagsAndCommitsThatLeadOutOfTheCache() {
    hub.intercept(
        1,
        request -> true,
        TestHub.status(200, "X-Repo-Commit", repository.commit(), "ETag", "\"../../../evil\""));
    assertThat(failureOf("config.json")).hasMessageContaining("got: '../../../evil'");

    hub.intercept(
        1, request -> true, TestHub.status(200, "X-Repo-Commit", "../../evil", "ETag", "\"abc\""));
    assertThat(failureOf("config.json"))
        .hasMessageContaining("X-Repo-Commit is missing or no commit");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void stopsRedirectsInACircle() {
    hub.intercept(
        999, request -> true, TestHub.status(307, "Location", "/org/m/resolve/main/config.json"));

    assertThat(failureOf("config.json")).hasMessageContaining("more than 10 redirects");
  }

  @Test
  void saysWhatToDoAboutEachRefusal() {
    repository.gatedBehind("secret");
    assertThat(failureOf("config.json"))
        .hasMessageContaining("'org/m' is gated: ask for access at " + hub.endpoint() + "/org/m")
        .hasMessageContaining("set HF_TOKEN");

    repository.privateTo("secret");
    options = HubFixture.withToken(options, "wrong");
    assertThat(failureOf("config.json").code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(failureOf("config.json"))
        .hasMessageContaining("has no model 'org/m' that you may read")
        .hasMessageContaining("the one given has none");

    hub.intercept(
        1,
        request -> true,
        TestHub.status(403, "X-Error-Message", "Access to this resource is disabled."));
    assertThat(failureOf("config.json")).hasMessageContaining("'org/m' is disabled by the hub");
  }

  @Test
  void tellsMissingRepositoriesRevisionsAndFilesApart() {
    try (HubClient client = new HubClient(options)) {
      assertThatThrownBy(
              () -> client.file(HubId.model("org/none"), Revision.MAIN, "x", DownloadListener.NONE))
          .hasMessageContaining("has no model 'org/none'");
      assertThatThrownBy(
              () ->
                  client.file(HubId.model("org/m"), new Revision("v9"), "x", DownloadListener.NONE))
          .hasMessageContaining("'org/m' has no revision 'v9'");
      assertThatThrownBy(
              () ->
                  client.model(
                      HubId.model("org/m"),
                      new Revision("v9"),
                      GraphChoice.DEFAULT,
                      DownloadListener.NONE))
          .hasMessageContaining("'org/m' has no revision 'v9'");
    }
    assertThat(failureOf("none.json")).hasMessageContaining("'org/m' has no file 'none.json'");
    assertThat(cache.resolve("models--org--m/.no_exist/" + repository.commit() + "/none.json"))
        .isEmptyFile();
  }

  @Test
  void refusesPathsThatLeadOutOfTheRepository() {
    assertThat(failureOf("../../etc/passwd"))
        .hasMessage("the path of a file must lie inside the repository, got: '../../etc/passwd'");
    assertThat(hub.requests()).isEmpty();
  }

  @Test
  void escapesPathsAndRevisions() {
    repository.put("ünï cöde/a+b %.json", "{}").branch("feature/ä #1");
    try (HubClient client = new HubClient(options)) {
      Path file =
          client.file(
              HubId.model("org/m"),
              new Revision("feature/ä #1"),
              "ünï cöde/a+b %.json",
              DownloadListener.NONE);

      assertThat(file).hasContent("{}");
    }
    assertThat(hub.requests().get(0).path())
        .isEqualTo(
            "/org/m/resolve/feature%2F%C3%A4%20%231/%C3%BCn%C3%AF%20c%C3%B6de/a%2Bb%20%25.json");
  }

  @Test
  void reportsEveryByteAndStopsOnRequest() {
    List<Long> done = new ArrayList<>();
    file(
        "big.bin",
        (name, bytes, total) -> {
          assertThat(name).isEqualTo("big.bin");
          assertThat(total).isEqualTo(WEIGHTS.length);
          done.add(bytes);
        });
    assertThat(done).isSorted().startsWith(0L).endsWith((long) WEIGHTS.length);

    byte[] second = HubFixture.bytes(400_000, 5);
    repository.putLarge("second.bin", second);
    boolean[] stop = new boolean[1];
    DownloadListener impatient =
        new DownloadListener() {
          @Override
          public void progressed(String name, long bytes, long total) {
            stop[0] = bytes > 0;
          }

          @Override
          public boolean isCancelled() {
            return stop[0];
          }
        };
    assertThatThrownBy(() -> file("second.bin", impatient))
        .hasMessage("the download of second.bin was cancelled");
    assertThat(file("second.bin")).hasBinaryContent(second);
    assertThat(hub.requests(r -> r.atStore() && r.header("Range") != null)).hasSize(1);
  }

  @Test
  void refusesAFileThatTheDiskCannotHold() {
    hub.intercept(
        1,
        request -> request.method().equals("HEAD"),
        TestHub.status(
            200,
            "X-Repo-Commit",
            repository.commit(),
            "X-Linked-Etag",
            "abc",
            "X-Linked-Size",
            "999999999999999999"));

    SemblanceException failure = failureOf("config.json");

    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FAILURE);
    assertThat(failure).hasMessageContaining("is full").hasMessageContaining("make room");
  }

  @Test
  void saysSoWhenTheCacheCannotBeWritten() throws IOException {
    options = options.withCache(Files.createFile(cache.resolve("file")).resolve("cache"));

    SemblanceException failure = failureOf("config.json");

    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FAILURE);
    assertThat(failure).hasMessageContaining("cannot be used").hasMessageContaining("HF_HUB_CACHE");
  }

  @Test
  void dropsTheTokenWhenARedirectLeadsToAnotherName() {
    options = HubFixture.withToken(options, "secret");
    String mirror = "http://localhost:" + hub.endpoint().getPort();
    hub.intercept(
        1,
        request -> request.method().equals("HEAD"),
        TestHub.status(302, "Location", mirror + "/org/m/resolve/main/config.json"));

    file("config.json");

    assertThat(hub.requests(request -> request.method().equals("HEAD")))
        .extracting(request -> request.header("Authorization"))
        .containsExactly("Bearer secret", null, null);
  }
}
