package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.folder.GraphChoice;
import io.semblance.encoder.folder.GraphPrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a model are fetched, and where they end up. */
class HubModelsIT {
  @TempDir private Path cache;
  private TestHub hub;
  private HubOptions options;

  @BeforeEach
  void startHub() {
    hub = new TestHub();
    options = HubFixture.options(hub.endpoint(), cache);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private HubSnapshot resolve(String id, GraphChoice choice) {
    return HubModels.resolve(id, null, choice, options, DownloadListener.NONE);
  }

  private Set<String> cachedFiles(String id, String commit) {
    return new CachedRepository(cache, HubId.model(id)).files(commit);
  }

  @Test
  void fetchesWhatItTakesToRunTheModelAndNoMore() throws IOException {
    TestRepository repository = HubFixture.addModel(hub, "org/small");

    HubSnapshot snapshot = resolve("org/small", GraphChoice.DEFAULT);

    assertThat(cachedFiles("org/small", repository.commit()))
        .containsExactlyInAnyOrder(
            "README.md",
            "modules.json",
            "config.json",
            "sentence_bert_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "1_Pooling/config.json",
            "2_Dense/config.json",
            "2_Dense/model.safetensors",
            "onnx/model.onnx",
            "onnx/model.onnx_data");
    assertThat(snapshot.folder())
        .isEqualTo(cache.resolve("models--org--small/snapshots/" + repository.commit()));
    assertThat(snapshot.id()).isEqualTo("org/small");
    assertThat(snapshot.revision()).isEqualTo("main");
    assertThat(Files.readAllBytes(snapshot.folder().resolve("onnx/model.onnx")))
        .isEqualTo(HubFixture.bytes(300_000, 7));
  }

  @Test
  void laysTheCacheOutAsThePythonClientDoes() throws IOException {
    TestRepository repository = HubFixture.addModel(hub, "org/small").branch("refs/pr/7");

    HubModels.resolve(
        "org/small", "refs/pr/7", GraphChoice.DEFAULT, options, DownloadListener.NONE);
    resolve("org/small", GraphChoice.DEFAULT);

    Path root = cache.resolve("models--org--small");
    Path snapshot = root.resolve("snapshots").resolve(repository.commit());
    assertThat(root.resolve("refs/main")).hasContent(repository.commit());
    assertThat(root.resolve("refs/main")).hasSize(40);
    assertThat(root.resolve("refs/refs/pr/7")).hasSize(40);
    assertThat(Files.readSymbolicLink(snapshot.resolve("config.json")))
        .hasToString("../../blobs/" + repository.etag("config.json"));
    assertThat(Files.readSymbolicLink(snapshot.resolve("1_Pooling/config.json")))
        .hasToString("../../../blobs/" + repository.etag("1_Pooling/config.json"));
    assertThat(root.resolve(".no_exist/" + repository.commit() + "/special_tokens_map.json"))
        .isEmptyFile();
    assertThat(
            cache.resolve(
                ".locks/models--org--small/" + repository.etag("onnx/model.onnx") + ".lock"))
        .exists();
    try (var blobs = Files.list(root.resolve("blobs"))) {
      assertThat(blobs.map(blob -> blob.getFileName().toString()))
          .noneMatch(name -> name.contains("incomplete"));
    }
  }

  @Test
  void putsRealFilesWhereLinksAreSwitchedOff() {
    options = HubFixture.withoutSymlinks(options);
    TestRepository repository = HubFixture.addModel(hub, "org/small");

    HubSnapshot snapshot = resolve("org/small", GraphChoice.DEFAULT);

    Path graph = snapshot.folder().resolve("onnx/model.onnx");
    assertThat(Files.isSymbolicLink(graph)).isFalse();
    assertThat(graph).hasBinaryContent(HubFixture.bytes(300_000, 7));
    assertThat(cachedFiles("org/small", repository.commit())).hasSize(11);
    HubCache inventory = new HubCache(cache);
    assertThat(inventory.verify(HubId.model("org/small")))
        .hasSize(11)
        .allMatch(check -> check.state() == BlobCheck.State.INTACT && check.files().size() == 1);
    assertThat(inventory.remove(HubId.model("org/small"), Revision.MAIN)).isGreaterThan(300_000);
    assertThat(cache.resolve("models--org--small/blobs")).isEmptyDirectory();
  }

  @Test
  void picksTheGraphByPrecisionOrName() {
    HubFixture.addModel(hub, "org/small");

    Path int8 = resolve("org/small", GraphChoice.of(GraphPrecision.INT8)).folder();
    Path fp16 = resolve("org/small", GraphChoice.of(GraphPrecision.FP16)).folder();

    assertThat(int8.resolve("onnx/model_quantized.onnx")).exists();
    assertThat(fp16.resolve("onnx/model_O4.onnx")).exists();
    assertThat(int8.resolve("onnx/model.onnx")).doesNotExist();
    assertThatThrownBy(() -> resolve("org/small", GraphChoice.ofFile("onnx/model_q4.onnx")))
        .hasMessageContaining("has no ONNX graph 'onnx/model_q4.onnx'")
        .hasMessageContaining("onnx/model_O4.onnx, onnx/model_quantized.onnx");
  }

  @Test
  void saysWhatToDoWithoutAnyGraphAndKeepsTheCard() {
    hub.model("org/torch")
        .put("README.md", "# Only torch")
        .put("config.json", "{}")
        .putLarge("model.safetensors", HubFixture.bytes(10, 1));

    assertThatThrownBy(() -> resolve("org/torch", GraphChoice.DEFAULT))
        .hasMessageContaining("model 'org/torch' has no ONNX graph")
        .hasMessageContaining("it has: README.md, config.json, model.safetensors")
        .hasMessageContaining("backend='onnx'");
    HubSnapshot card = HubModels.cached("org/torch", null, options).orElseThrow();
    assertThat(card.folder().resolve("README.md")).hasContent("# Only torch");
    assertThat(card.folder().resolve("model.safetensors")).doesNotExist();
  }

  @Test
  void fetchesTheWeightsOfAStaticModelAndNoGraph() {
    hub.model("org/static")
        .put(
            "modules.json",
            """
            [{"path":"0_StaticEmbedding","type":"sentence_transformers.models.StaticEmbedding"},
             {"path":"1_Normalize","type":"sentence_transformers.models.Normalize"}]
            """)
        .put("0_StaticEmbedding/tokenizer.json", "{}")
        .putLarge("0_StaticEmbedding/model.safetensors", HubFixture.bytes(10, 1))
        .putLarge("0_StaticEmbedding/pytorch_model.bin", HubFixture.bytes(10, 1))
        .putLarge("onnx/model.onnx", HubFixture.bytes(10, 1));

    resolve("org/static", GraphChoice.DEFAULT);

    assertThat(cachedFiles("org/static", hub.model("org/static").commit()))
        .containsExactlyInAnyOrder(
            "modules.json",
            "0_StaticEmbedding/tokenizer.json",
            "0_StaticEmbedding/model.safetensors");
  }

  @Test
  void followsARouterIntoItsFolders() {
    hub.model("org/router")
        .put("modules.json", "[{\"path\":\"\",\"type\":\"sentence_transformers.models.Router\"}]")
        .put(
            "router_config.json",
            """
            {"types":{"query_0_StaticEmbedding":"sentence_transformers.models.StaticEmbedding",
                      "document_0_Transformer":"sentence_transformers.models.Transformer",
                      "document_1_Pooling":"sentence_transformers.models.Pooling"},
             "structure":{"query":["query_0_StaticEmbedding"],
                          "document":["document_0_Transformer","document_1_Pooling"]}}
            """)
        .put("query_0_StaticEmbedding/tokenizer.json", "{}")
        .putLarge("query_0_StaticEmbedding/model.safetensors", HubFixture.bytes(10, 1))
        .put("document_0_Transformer/config.json", "{}")
        .put("document_0_Transformer/tokenizer.json", "{ }")
        .putLarge("document_0_Transformer/model.safetensors", HubFixture.bytes(10, 2))
        .putLarge("document_0_Transformer/onnx/model.onnx", HubFixture.bytes(10, 3))
        .put("document_1_Pooling/config.json", "{}");

    resolve("org/router", GraphChoice.DEFAULT);

    assertThat(cachedFiles("org/router", hub.model("org/router").commit()))
        .containsExactlyInAnyOrder(
            "modules.json",
            "router_config.json",
            "query_0_StaticEmbedding/tokenizer.json",
            "query_0_StaticEmbedding/model.safetensors",
            "document_0_Transformer/config.json",
            "document_0_Transformer/tokenizer.json",
            "document_0_Transformer/onnx/model.onnx",
            "document_1_Pooling/config.json");
  }

  @Test
  void asksFileByFileWhereTheHubListsNone() {
    TestRepository repository = HubFixture.addModel(hub, "org/small");
    hub.hideListing();

    resolve("org/small", GraphChoice.DEFAULT);

    assertThat(cachedFiles("org/small", repository.commit()))
        .hasSize(11)
        .contains("2_Dense/model.safetensors", "onnx/model.onnx", "onnx/model.onnx_data");
  }

  @Test
  void asksOnceAndFetchesNothingWhenTheSnapshotIsWhole() {
    HubFixture.addModel(hub, "org/small");
    resolve("org/small", GraphChoice.DEFAULT);
    hub.forgetRequests();

    resolve("org/small", GraphChoice.DEFAULT);

    assertThat(hub.requests()).hasSize(1);
    assertThat(hub.requests().get(0).path()).isEqualTo("/api/models/org/small/revision/main");
  }

  @Test
  void fetchesOnlyWhatChangedWithANewCommit() {
    TestRepository repository = HubFixture.addModel(hub, "org/small");
    String old = resolve("org/small", GraphChoice.DEFAULT).commit();
    repository.put("config.json", "{\"model_type\":\"bert\",\"changed\":true}");
    hub.forgetRequests();

    HubSnapshot snapshot = resolve("org/small", GraphChoice.DEFAULT);

    assertThat(snapshot.commit()).isEqualTo(repository.commit()).isNotEqualTo(old);
    assertThat(cachedFiles("org/small", snapshot.commit())).hasSize(11);
    List<TestHub.Request> bodies =
        hub.requests(
            request -> request.method().equals("GET") && !request.path().contains("/api/"));
    assertThat(bodies).allMatch(request -> request.path().endsWith("/config.json"));
    assertThat(cache.resolve("models--org--small/refs/main")).hasContent(snapshot.commit());
  }

  @Test
  void takesABareNameForOneOfSentenceTransformers() {
    HubFixture.addModel(hub, "sentence-transformers/tiny");

    assertThat(resolve("tiny", GraphChoice.DEFAULT).id()).isEqualTo("sentence-transformers/tiny");
  }

  @Test
  void refusesAModuleOutsideTheRepository() {
    hub.model("org/evil")
        .put(
            "modules.json",
            "[{\"path\":\"../../x\",\"type\":\"sentence_transformers.models.Dense\"}]");

    hub.hideListing();

    assertThatThrownBy(() -> resolve("org/evil", GraphChoice.DEFAULT))
        .hasMessageContaining("'../../x/config.json', which is not a path inside of it");
  }
}
