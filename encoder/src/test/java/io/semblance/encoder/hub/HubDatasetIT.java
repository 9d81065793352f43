package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubDatasetIT {
  @Test
  void readsLinesOfPlainAndPackedFilesThroughTheCache(@TempDir Path cache) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("a\tb\nc\td\n".getBytes(StandardCharsets.UTF_8));
    }
    try (TestHub hub = new TestHub()) {
      TestRepository repository =
          hub.dataset("org/pairs")
              .put("data/train.jsonl", "{\"text\":\"ä\"}\n{\"text\":\"b\"}\n")
              .putLarge("data/test.tsv.gz", packed.toByteArray());
      HubOptions options = HubFixture.options(hub.endpoint(), cache);
      HubDataset data = HubDataset.of("org/pairs", options);

      try (Stream<String> lines = data.lines("data/train.jsonl", DownloadListener.NONE)) {
        assertThat(lines).containsExactly("{\"text\":\"ä\"}", "{\"text\":\"b\"}");
      }
      try (Stream<String> lines = data.lines("data/test.tsv.gz", DownloadListener.NONE)) {
        assertThat(lines).containsExactly("a\tb", "c\td");
      }

      assertThat(
              cache.resolve(
                  "datasets--org--pairs/snapshots/" + repository.commit() + "/data/train.jsonl"))
          .exists();
      assertThat(hub.requests().get(0).path())
          .isEqualTo("/datasets/org/pairs/resolve/main/data/train.jsonl");
      hub.forgetRequests();
      HubDataset offline = HubDataset.of("org/pairs", options.withOffline(true));
      try (Stream<String> lines = offline.lines("data/train.jsonl", DownloadListener.NONE)) {
        assertThat(lines).hasSize(2);
      }
      assertThat(hub.requests()).isEmpty();
      assertThatThrownBy(() -> data.file("data/train.parquet", DownloadListener.NONE))
          .hasMessageContaining("must be .jsonl, .csv or .tsv");
    }
  }
}
