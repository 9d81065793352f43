package io.semblance.index.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.Change;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.HashingEncoder;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.search.CollectionView;
import io.semblance.index.write.CollectionWriter.Applied;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCutTest {
  private static final SentenceEncoder ENCODER = HashingEncoder.ofDimension(8);

  @TempDir private Path root;
  private PowerCutDirectory directory;
  private CollectionView view;
  private CollectionWriter writer;

  @BeforeEach
  void open() throws IOException {
    CollectionStore store = new CollectionStore(root.resolve("store"));
    CollectionManifest manifest;
    try (VectorCollection made = store.create("cut", ENCODER, CollectionSchema.DEFAULT)) {
      manifest = made.manifest();
    }
    directory = new PowerCutDirectory(root.resolve("store/cut/index"));
    view = new CollectionView(directory);
    writer = new CollectionWriter(manifest, ENCODER, directory, view, () -> {});
  }

  @AfterEach
  void close() throws IOException {
    writer.close();
    view.close();
    directory.close();
  }

  private Applied apply(String id) throws IOException {
    Change change = new Change.Upsert(SourceDocument.of(id, "the text of " + id));
    return writer.apply(writer.prepare(List.of(change), Progress.NONE));
  }

  private boolean survives(Path left, String id) throws IOException {
    try (FSDirectory files = FSDirectory.open(left);
        DirectoryReader reader = DirectoryReader.open(files)) {
      return StoredDocument.find(reader, id) != null;
    }
  }

  @Test
  void aChangeSurvivesFromTheMomentItIsAcknowledged() throws IOException {
    Applied applied = apply("a");
    directory.leaveAfterPowerCut(root.resolve("before"));
    applied.awaitDurable();
    directory.leaveAfterPowerCut(root.resolve("after"));

    assertThat(survives(root.resolve("before"), "a")).isFalse();
    assertThat(survives(root.resolve("after"), "a")).isTrue();
  }

  @Test
  void acknowledgementsOfManyThreadsSurviveTogether() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicInteger cuts = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String prefix = "thread-" + i + "-";
        running.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 12; n++) {
                    apply(prefix + n).awaitDurable();
                    acknowledged.add(prefix + n);
                    if (n % 4 == 3) {
                      requireSurvival(List.copyOf(acknowledged), cuts.getAndIncrement());
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    }
    System.out.println(cuts + " power cuts: " + acknowledged.size() + " changes, 0 lost");
    assertThat(cuts).hasValue(12);
  }

  private void requireSurvival(List<String> ids, int cut) throws IOException {
    Path left = root.resolve("cut-" + cut);
    directory.leaveAfterPowerCut(left);
    for (String id : ids) {
      assertThat(survives(left, id)).as(id).isTrue();
    }
  }
}
