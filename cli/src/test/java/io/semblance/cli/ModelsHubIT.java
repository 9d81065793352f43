package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.hub.HubFixture;
import io.semblance.encoder.hub.TestHub;
import io.semblance.encoder.hub.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands about models of the hub, each in a process of its own, against a hub that is here.
 */
class ModelsHubIT {
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

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HF_ENDPOINT", hub.endpoint().toString());
    environment.put("HF_HUB_CACHE", cache.toString());
    environment.put("HF_HUB_OFFLINE", "0");
    environment.put("HF_TOKEN", "");
    environment.put("SENTENCE_TRANSFORMERS_HOME", "");
    environment.put("SEMBLANCE_HOME", work.resolve("home").toString());
    return environment;
  }

  private LauncherRun run(String... arguments) {
    return LauncherRun.of(work, environment(), command(arguments));
  }

  private Path partial() {
    String name = repository.etag("onnx/model.onnx") + ".semblance.incomplete";
    return cache.resolve("models--org--small/blobs").resolve(name);
  }

  @Test
  void pullsListsShowsVerifiesAndRemoves() throws IOException {
    LauncherRun pull = run("models", "pull", "org/small");
    assertThat(pull.exitCode()).as(pull.err()).isZero();
    Path folder = Path.of(pull.out().strip());
    assertThat(folder.resolve("onnx/model.onnx")).hasBinaryContent(GRAPH);
    assertThat(pull.err()).contains("onnx/model.onnx  300.0 kB", "org/small at main = ");

    LauncherRun list = run("models", "list");
    assertThat(list.out())
        .contains("all-MiniLM-L6-v2-256")
        .containsPattern("org/small +31\\d\\.\\d kB +" + repository.commit().substring(0, 12));

    assertThat(run("models", "verify", "org/small").exitCode()).isZero();
    Path blob = folder.resolve("onnx/model.onnx").toRealPath();
    byte[] damaged = GRAPH.clone();
    damaged[4]++;
    Files.write(blob, damaged);
    LauncherRun verify = run("models", "verify", "org/small");
    assertThat(verify.exitCode()).isEqualTo(5);
    assertThat(verify.out())
        .containsPattern("damaged +300\\.0 kB +" + blob.getFileName().toString().substring(0, 12));
    assertThat(verify.err()).contains("1 of 11 files of 'org/small' are damaged");

    LauncherRun remove = run("models", "remove", "org/small");
    assertThat(remove.out()).contains("removed org/small, 31");
    assertThat(cache.resolve("models--org--small")).doesNotExist();
  }

  @Test
  void showsTheCardOfAModelThatDoesNotLoad() throws IOException {
    hub.model("org/torch")
        .put(
            "README.md",
            """
            ---
            license: mit
            co2_eq_emissions: {emissions: 3.51, energy_consumed: 0.009}
            model-index:
            - results:
              - task: {name: Semantic Similarity}
                dataset: {name: sts dev}
                metrics: [{name: Spearman Cosine, value: 0.8776}]
            ---
            # Model
            ## Limitations
            Poor at numbers.
            """)
        .put("config.json", "{}")
        .putLarge("model.safetensors", GRAPH);

    LauncherRun pull = run("models", "pull", "org/torch");
    assertThat(pull.exitCode()).isEqualTo(5);
    assertThat(pull.err()).contains("has no ONNX graph; it has: README.md, config.json");
    LauncherRun show = run("models", "show", "org/torch");
    assertThat(show.exitCode()).as(show.err()).isZero();
    assertThat(show.out())
        .contains("licence           mit")
        .contains("training CO2      3.510 g CO2eq, 0.009000 kWh")
        .containsPattern("Semantic Similarity +sts dev +0\\.8776 +Spearman Cosine")
        .contains("Limitations\nPoor at numbers.")
        .contains("does not load");
    JsonNode json = new ObjectMapper().readTree(run("models", "show", "org/torch", "--json").out());
    assertThat(json.get("cardFields").get("licence").asText()).isEqualTo("mit");
    assertThat(json.get("card").asText()).startsWith("---\nlicense: mit");
    assertThat(json.get("commit").asText()).isEqualTo(hub.model("org/torch").commit());
  }

  @Test
  void aKilledPullGoesOnWhereItEnded() throws Exception {
    hub.intercept(
        1,
        request -> request.atStore() && request.isGet(repository.etag("onnx/model.onnx")),
        TestHub.drip(GRAPH, 5_000, 100));
    ProcessBuilder builder = new ProcessBuilder(command("models", "pull", "org/small"));
    builder.environment().putAll(environment());
    Process killed =
        builder.redirectErrorStream(true).redirectOutput(work.resolve("log").toFile()).start();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!Files.exists(partial()) || Files.size(partial()) < 20_000) {
      assertThat(System.nanoTime()).as("waited for 30 s").isLessThan(end);
      Thread.sleep(20);
    }
    killed.destroyForcibly().waitFor();
    long left = Files.size(partial());
    hub.forgetRequests();

    LauncherRun pull = run("models", "pull", "org/small");

    assertThat(pull.exitCode()).as(pull.err()).isZero();
    assertThat(pull.err()).contains("onnx/model.onnx: going on from ");
    assertThat(Path.of(pull.out().strip()).resolve("onnx/model.onnx")).hasBinaryContent(GRAPH);
    assertThat(hub.requests(TestHub.Request::atStore))
        .singleElement()
        .satisfies(request -> assertThat(request.header("Range")).isEqualTo("bytes=" + left + "-"));
  }

  /** In a network namespace without any interface; needs Linux and the right to make one. */
  @Test
  void findsAPulledModelWithTheNetworkUnreachable() {
    LauncherRun pull = run("models", "pull", "org/small", "--precision", "int8");
    assertThat(pull.exitCode()).as(pull.err()).isZero();
    List<String> isolated = new ArrayList<>(List.of("unshare", "--map-root-user", "--net"));
    isolated.addAll(command("models", "pull", "org/small", "--precision", "int8", "--offline"));

    LauncherRun offline = LauncherRun.of(work, environment(), isolated);

    assertThat(offline.exitCode()).as(offline.err()).isZero();
    assertThat(offline.out()).isEqualTo(pull.out());
    assertThat(Path.of(offline.out().strip()).resolve("onnx/model_quantized.onnx")).exists();
  }

  @Test
  void saysWhatToDoWhenThereIsNoSuchModel() {
    LauncherRun pull = run("models", "pull", "org/none");

    assertThat(pull.exitCode()).isEqualTo(3);
    assertThat(pull.err())
        .startsWith("semblance: " + hub.endpoint() + " has no model 'org/none' that you may read")
        .contains("set HF_TOKEN");
  }
}
