package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.semblance.encoder.folder.GraphChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache made by hand as the Python client makes it. */
class HubCacheTest {
  private static final String FIRST = "1".repeat(40);
  private static final String SECOND = "2".repeat(40);
  private static final String MODULES =
      "[{\"type\":\"sentence_transformers.models.Transformer\",\"path\":\"\"}]";
  private static final HubId ID = HubId.model("org/hand-made");

  @TempDir private Path folder;
  private Path root;
  private HubCache cache;

  @BeforeEach
  void makeCache() throws IOException {
    cache = new HubCache(folder);
    root = Files.createDirectories(folder.resolve("models--org--hand-made"));
    for (String name : List.of("blobs", "refs", ".no_exist/" + FIRST)) {
      Files.createDirectories(root.resolve(name));
    }
    Files.writeString(root.resolve("refs/main"), SECOND);
    Files.writeString(root.resolve("refs/v1"), FIRST);
    link(FIRST, "config.json", small("{}"));
    link(SECOND, "config.json", small("{}"));
    link(FIRST, "modules.json", small(MODULES));
    link(SECOND, "modules.json", small(MODULES + " "));
    link(FIRST, "onnx/model.onnx", large(HubFixture.bytes(700, 1)));
    link(SECOND, "onnx/model.onnx", large(HubFixture.bytes(900, 2)));
  }

  private String small(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return blob(TestRepository.gitSha1(bytes), bytes);
  }

  private String large(byte[] bytes) throws IOException {
    return blob(TestRepository.sha256(bytes), bytes);
  }

  private String blob(String name, byte[] bytes) throws IOException {
    Files.write(root.resolve("blobs").resolve(name), bytes);
    return name;
  }

  private void link(String commit, String path, String blob) throws IOException {
    Path link = root.resolve("snapshots").resolve(commit).resolve(path);
    Files.createDirectories(link.getParent());
    String up = "../".repeat(path.split("/").length + 1);
    Files.createSymbolicLink(link, Path.of(up + "blobs/" + blob));
  }

  private HubOptions offline() {
    return HubFixture.options(URI.create("http://127.0.0.1:9"), folder).withOffline(true);
  }

  @Test
  void findsThePythonClientsModelOffline() {
    HubSnapshot main =
        HubModels.resolve(
            "org/hand-made", null, GraphChoice.DEFAULT, offline(), DownloadListener.NONE);
    HubSnapshot tag =
        HubModels.resolve(
            "org/hand-made", "v1", GraphChoice.DEFAULT, offline(), DownloadListener.NONE);

    assertThat(main.commit()).isEqualTo(SECOND);
    assertThat(main.folder().resolve("onnx/model.onnx")).hasSize(900);
    assertThat(tag.commit()).isEqualTo(FIRST);
  }

  @Test
  void listsSnapshotsWithTheirRevisionsAndSizes() throws IOException {
    Files.createDirectories(folder.resolve("datasets--org--data/snapshots").resolve(FIRST));
    Files.createDirectories(folder.resolve(".locks/models--org--hand-made"));
    Files.createDirectories(folder.resolve("models--gpt2/snapshots").resolve(SECOND));

    List<CachedSnapshot> snapshots = cache.snapshots();

    assertThat(snapshots)
        .extracting(snapshot -> snapshot.id().name(), CachedSnapshot::commit)
        .containsExactly(
            tuple("gpt2", SECOND), tuple("org/hand-made", FIRST), tuple("org/hand-made", SECOND));
    assertThat(snapshots.get(1).revisions()).containsExactly("v1");
    assertThat(snapshots.get(2).revisions()).containsExactly("main");
    assertThat(snapshots.get(1).bytes()).isEqualTo(700 + 2 + MODULES.length());
  }

  @Test
  void removesACommitWithTheBlobsThatNoOtherUses() throws IOException {
    long freed = cache.remove(ID, new Revision("v1"));

    assertThat(freed).isEqualTo(700 + MODULES.length() + 40); // graph, modules.json, refs/v1
    assertThat(root.resolve("refs/v1")).doesNotExist();
    assertThat(root.resolve("snapshots").resolve(FIRST)).doesNotExist();
    assertThat(root.resolve(".no_exist").resolve(FIRST)).doesNotExist();
    assertThat(root.resolve("snapshots").resolve(SECOND).resolve("config.json")).hasContent("{}");
    assertThat(cache.verify(ID)).allMatch(check -> check.state() == BlobCheck.State.INTACT);
  }

  @Test
  void removesAllOfAModelAndNothingElse() throws IOException {
    Path other = Files.createDirectories(folder.resolve("models--org--other"));

    cache.remove(ID, null);

    assertThat(root).doesNotExist();
    assertThat(other).exists();
    assertThatThrownBy(() -> cache.remove(ID, null))
        .hasMessageContaining("no model 'org/hand-made'");
    assertThatThrownBy(() -> cache.verify(ID)).hasMessageContaining("no model 'org/hand-made'");
  }

  @Test
  void saysWhichRevisionsThereAreWhenOneIsNot() {
    assertThatThrownBy(() -> cache.remove(ID, new Revision("v9")))
        .hasMessageContaining("no revision 'v9'")
        .hasMessageContaining(FIRST);
    assertThat(cache.verify(ID)).hasSize(5);
  }

  @Test
  void findsDamagedLostAndUnfinishedBlobs() throws IOException {
    byte[] graph = HubFixture.bytes(700, 1);
    String damaged = TestRepository.sha256(graph);
    graph[5]++;
    Files.write(root.resolve("blobs").resolve(damaged), graph);
    String lost = TestRepository.sha256(HubFixture.bytes(900, 2));
    Files.delete(root.resolve("blobs").resolve(lost));
    blob("abc.incomplete", new byte[3]);
    blob("an-etag-of-a-mirror", new byte[3]);

    List<BlobCheck> checks = cache.verify(ID);

    assertThat(checks)
        .filteredOn(check -> check.state() == BlobCheck.State.DAMAGED)
        .satisfiesExactlyInAnyOrder(
            check -> {
              assertThat(check.blob()).isEqualTo(damaged);
              assertThat(check.files()).containsExactly(FIRST + "/onnx/model.onnx");
              assertThat(check.detail()).isEqualTo("SHA-256 is " + TestRepository.sha256(graph));
            },
            check -> assertThat(check.blob()).isEqualTo(SECOND + "/onnx/model.onnx"));
    assertThat(checks).extracting(BlobCheck::state).contains(BlobCheck.State.INCOMPLETE);
    assertThat(checks).extracting(BlobCheck::state).contains(BlobCheck.State.UNVERIFIABLE);
  }
}
