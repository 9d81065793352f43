package io.semblance.index;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How large a collection is and what it is doing, as of the view that searches see.
 *
 * @param documents that searches find
 * @param passages of those, each with a vector
 * @param deletedDocuments deleted or replaced, but still in files until these are merged
 * @param segments parts of the index that are searched one after the other
 * @param sequence the highest version given to a change
 * @param commit grows with each commit
 * @param bytes of all files
 * @param bytesByKind of files by what is in them; keys are those of {@link #KINDS}
 * @param mapped bytes that searches of vectors read through memory, by file extension: vec (full
 *     vectors), veq (small ones), vex (graph)
 * @param merges what is being merged
 * @param refreshInterval how soon searches see a change at the latest
 */
public record CollectionStats(
    long documents,
    long passages,
    long deletedDocuments,
    int segments,
    long sequence,
    long commit,
    long bytes,
    SortedMap<String, Long> bytesByKind,
    SortedMap<String, Long> mapped,
    Merges merges,
    Duration refreshInterval) {
  /** Extensions of Lucene's files and what is in them; files of no such extension are "other". */
  public static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("vec", "vectors"),
          Map.entry("veq", "quantized vectors"),
          Map.entry("vex", "graph"),
          Map.entry("vem", "vector metadata"),
          Map.entry("vemf", "vector metadata"),
          Map.entry("vemq", "vector metadata"),
          Map.entry("uvd", "copies of vectors"),
          Map.entry("uvm", "copies of vectors"),
          Map.entry("fdt", "stored documents"),
          Map.entry("fdx", "stored documents"),
          Map.entry("fdm", "stored documents"),
          Map.entry("tim", "words"),
          Map.entry("tip", "words"),
          Map.entry("tmd", "words"),
          Map.entry("doc", "postings"),
          Map.entry("pos", "postings"),
          Map.entry("pay", "postings"),
          Map.entry("psm", "postings"),
          Map.entry("nvd", "norms"),
          Map.entry("nvm", "norms"),
          Map.entry("dvd", "columns"),
          Map.entry("dvm", "columns"),
          Map.entry("dvs", "columns"),
          Map.entry("kdd", "points"),
          Map.entry("kdi", "points"),
          Map.entry("kdm", "points"),
          Map.entry("liv", "deletions"));

  public CollectionStats {
    bytesByKind = Collections.unmodifiableSortedMap(new TreeMap<>(bytesByKind));
    mapped = Collections.unmodifiableSortedMap(new TreeMap<>(mapped));
  }

  /**
   * What the writer of this process merges; nothing when it has not written yet.
   *
   * @param running merges that run
   * @param segmentsWaiting segments of merges that wait for their turn
   */
  public record Merges(int running, int segmentsWaiting) {
    /** When nobody writes. */
    public static final Merges NONE = new Merges(0, 0);
  }
}
