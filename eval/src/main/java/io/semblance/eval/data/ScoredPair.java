package io.semblance.eval.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two sentences and how similar people found them.
 *
 * @param score on the data set's own scale
 */
public record ScoredPair(String sentence1, String sentence2, double score) {
  /** Reads the rows of one split of {@code pairs.tsv}, which has no quoting. */
  public static List<ScoredPair> read(Path folder, String split) {
    List<String> lines = DataFile.lines(folder, "pairs.tsv");
    List<String> header = Arrays.asList(lines.get(0).split("\t", -1));
    List<ScoredPair> pairs = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      if (fields[header.indexOf("split")].equals(split)) {
        pairs.add(
            new ScoredPair(
                fields[header.indexOf("sentence1")],
                fields[header.indexOf("sentence2")],
                Double.parseDouble(fields[header.indexOf("score")])));
      }
    }
    return pairs;
  }
}
