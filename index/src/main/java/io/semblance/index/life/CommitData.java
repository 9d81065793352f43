package io.semblance.index.life;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;

/**
 * What a commit says of the collection's versions.
 *
 * @param sequence the greatest version that was given; never given again
 * @param complete every change up to this version is in the commit; some later ones may be
 */
public record CommitData(long sequence, long complete) {
  private static final String SEQUENCE = "sequence";
  private static final String COMPLETE = "complete";

  /** Reads the data of a commit; before the first change, zeros. */
  public static CommitData of(Iterable<Map.Entry<String, String>> data) {
    long sequence = 0;
    long complete = -1;
    for (Map.Entry<String, String> entry : data) {
      switch (entry.getKey()) {
        case SEQUENCE -> sequence = Long.parseLong(entry.getValue());
        case COMPLETE -> complete = Long.parseLong(entry.getValue());
        default -> {}
      }
    }
    return new CommitData(sequence, complete < 0 ? sequence : complete);
  }

  /** The data of a view's commit. */
  public static CommitData of(DirectoryReader view) throws IOException {
    return of(view.getIndexCommit().getUserData().entrySet());
  }

  /** As Lucene keeps it. */
  public Iterable<Map.Entry<String, String>> entries() {
    return Map.of(SEQUENCE, Long.toString(sequence), COMPLETE, Long.toString(complete)).entrySet();
  }
}
