package io.semblance.index;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.life.CollectionDifference;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Brings the documents of one collection to another, as they are when a round begins. */
final class MigrationRound {
  private final CollectionStore store;
  private final String from;
  private final String to;
  private final Progress progress;
  private long scanned;

  MigrationRound(CollectionStore store, String from, String to, Progress progress) {
    this.store = store;
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /**
   * Compares and copies what differs.
   *
   * @return how many documents were changed
   */
  long run(SentenceEncoder model) {
    CollectionOptions quiet =
        CollectionOptions.DEFAULT.withRefreshInterval(Duration.ZERO).withVerify(false);
    try (VectorCollection target = store.open(to, model, quiet);
        Directory one = FSDirectory.open(index(from));
        Directory other = FSDirectory.open(index(to));
        DirectoryReader wanted = DirectoryReader.open(one);
        DirectoryReader present = DirectoryReader.open(other)) {
      CollectionDifference difference =
          new CollectionDifference(wanted, present, target.manifest().schema(), this::advancedTo);
      BulkReport report =
          new BulkIndexer(target, this::requireNoneRejected, new Cancelling(progress))
              .run(difference);
      return report.created() + report.updated() + report.deleted();
    } catch (IOException e) {
      throw failure(e);
    } catch (UncheckedIOException e) {
      throw failure(Objects.requireNonNull(e.getCause()));
    }
  }

  private Path index(String collection) {
    return store.root().resolve(collection).resolve(VectorCollection.INDEX_FOLDER);
  }

  private void advancedTo(long count) {
    scanned = Math.max(scanned, count);
    progress.advancedTo(scanned);
  }

  private void requireNoneRejected(List<ChangeResult> results) {
    for (ChangeResult result : results) {
      SemblanceException problem = result.problem();
      if (problem != null) {
        throw new SemblanceException(
            ErrorCode.CONFLICT,
            "document '"
                + result.id()
                + "' of collection '"
                + from
                + "' does not fit into '"
                + to
                + "': "
                + problem.getMessage(),
            problem);
      }
    }
  }

  /** Progress is told by the comparison, which sees unchanged documents too. */
  private record Cancelling(Progress whole) implements Progress {
    @Override
    public void advancedTo(long done) {}

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }
  }

  private SemblanceException failure(IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot copy collection '" + from + "' to '" + to + "': " + cause,
        cause);
  }
}
