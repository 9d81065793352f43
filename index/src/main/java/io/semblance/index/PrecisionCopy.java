package io.semblance.index;

import io.semblance.error.SemblanceException;
import io.semblance.index.life.IndexMerging;
import io.semblance.index.life.UnfinishedFolder;
import io.semblance.index.write.WriterSettings;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SlowCodecReaderWrapper;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** A collection with another precision, for as long as a report needs it. */
final class PrecisionCopy implements AutoCloseable {
  private static final CollectionOptions QUIET = new CollectionOptions(Duration.ZERO, false);

  private final UnfinishedFolder folder;
  private final VectorCollection collection;
  private final Duration build;

  private PrecisionCopy(UnfinishedFolder folder, VectorCollection collection, Duration build) {
    this.folder = folder;
    this.collection = collection;
    this.build = build;
  }

  /** Builds a copy of a view; its files are never given a name and go away with it. */
  static PrecisionCopy of(
      Path root,
      DirectoryReader source,
      CollectionManifest manifest,
      VectorPrecision precision,
      Progress progress)
      throws IOException {
    long start = System.nanoTime();
    CollectionManifest copied = manifest.with(manifest.schema().withPrecision(precision));
    UnfinishedFolder folder = UnfinishedFolder.in(root);
    try {
      write(folder.path(), source, copied, progress);
      VectorCollection collection =
          VectorCollection.open(folder.path(), new ModelNotLoaded(manifest.model()), QUIET);
      Duration build = Duration.ofNanos(System.nanoTime() - start);
      PrecisionCopy copy = new PrecisionCopy(folder, collection, build);
      copy.requirePrecision(precision);
      return copy;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static void write(
      Path folder, DirectoryReader source, CollectionManifest manifest, Progress progress)
      throws IOException {
    try (Directory directory = FSDirectory.open(folder.resolve(VectorCollection.INDEX_FOLDER));
        IndexWriter writer = new IndexWriter(directory, WriterSettings.of(manifest))) {
      CodecReader[] segments = new CodecReader[source.leaves().size()];
      for (LeafReaderContext leaf : source.leaves()) {
        segments[leaf.ord] = SlowCodecReaderWrapper.wrap(leaf.reader());
      }
      new IndexMerging(writer, writer::commit, new Cancelling(progress))
          .run(() -> writer.addIndexes(segments));
      writer.commit();
    }
    manifest.write(folder);
  }

  /** A report must not call something by a name that it does not have. */
  private void requirePrecision(VectorPrecision precision) {
    boolean isSmall = collection.stats().mapped().containsKey("veq");
    if (isSmall == (precision == VectorPrecision.FLOAT32)) {
      collection.close();
      throw SemblanceException.invalid(
          "this version cannot store vectors at precision " + precision);
    }
  }

  /** The report counts searches, not bytes. */
  private record Cancelling(Progress whole) implements Progress {
    @Override
    public void advancedTo(long done) {}

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }
  }

  VectorCollection collection() {
    return collection;
  }

  Duration build() {
    return build;
  }

  @Override
  public void close() throws IOException {
    try (folder) {
      collection.close();
    }
  }
}
