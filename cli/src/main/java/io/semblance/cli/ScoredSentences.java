package io.semblance.cli;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.eval.data.ScoredPair;
import io.semblance.eval.measure.Correlation;
import io.semblance.vectors.Similarity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sentence pairs that people scored, and how well a model's cosines agree with them. */
record ScoredSentences(List<ScoredPair> pairs) {
  /** Reads one split of a folder's {@code pairs.tsv}, or of that file itself. */
  static ScoredSentences read(Path path, String split) {
    Path file = path.toAbsolutePath();
    Path folder = Files.isDirectory(file) ? file : file.resolveSibling("");
    List<ScoredPair> pairs = ScoredPair.read(folder, split);
    if (pairs.size() < 2) {
      throw SemblanceException.invalid(
          "scoring needs at least 2 pairs, split '"
              + split
              + "' in "
              + path
              + " has "
              + pairs.size());
    }
    return new ScoredSentences(pairs);
  }

  /** Both sentences of every pair. */
  List<String> sentences() {
    return pairs.stream().flatMap(pair -> Stream.of(pair.sentence1(), pair.sentence2())).toList();
  }

  /** Spearman's rho between the cosines and the people's scores. */
  double spearman(SentenceEncoder encoder) {
    float[][] vectors = encoder.encode(sentences(), InputType.PLAIN);
    double[] cosines = new double[pairs.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = Similarity.COSINE.score(vectors[2 * i], vectors[2 * i + 1]);
    }
    return Correlation.spearman(cosines, pairs.stream().mapToDouble(ScoredPair::score).toArray());
  }
}
