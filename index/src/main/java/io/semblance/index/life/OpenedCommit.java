package io.semblance.index.life;

import io.semblance.index.block.BlockLayout;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * The newest commit of an index with all its files open, so that they can be read whatever a writer
 * in this process or another removes meanwhile. What a commit names is on disk.
 *
 * @param files open at their beginning, by name
 * @param documents that it holds
 * @param passages of those
 */
public record OpenedCommit(Map<String, FileChannel> files, long documents, long passages)
    implements Closeable {
  /** Commits may follow each other faster than files are opened, but not so often in a row. */
  private static final int MAX_TRIES = 20;

  /** Opens the newest commit; tries again when a writer removes a file before it is opened. */
  public static OpenedCommit of(Path index) throws IOException {
    try (Directory directory = FSDirectory.open(index)) {
      for (int tried = 1; ; tried++) {
        try {
          return open(directory, index);
        } catch (NoSuchFileException | FileNotFoundException e) {
          if (tried == MAX_TRIES) {
            throw e;
          }
        }
      }
    }
  }

  private static OpenedCommit open(Directory directory, Path index) throws IOException {
    Map<String, FileChannel> files = new TreeMap<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (String name : reader.getIndexCommit().getFileNames()) {
        files.put(name, FileChannel.open(index.resolve(name)));
      }
      long documents = new IndexSearcher(reader).count(BlockLayout.documents());
      return new OpenedCommit(files, documents, BlockLayout.passages(reader));
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(files.values());
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(files.values());
  }
}
