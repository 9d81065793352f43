package io.semblance.eval.measure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Normalised discounted cumulative gain, as trec_eval's {@code ndcg_cut_k}: DCG@k / IDCG@k with
 * linear gain, DCG@k = sum over ranks i ≤ k of grade<sub>i</sub> / log2(i + 1). The ideal ranking
 * is that of all judged positives of the query. Documents without judgement and negative grades
 * gain nothing (Järvelin and Kekäläinen, 2002).
 *
 * @param k depth, at least 1
 */
public record NdcgAtK(int k) {
  public NdcgAtK {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, got: " + k);
    }
  }

  /** The measure's name as in the literature. */
  public String name() {
    return "nDCG@" + k;
  }

  /**
   * Scores the ranking of one query.
   *
   * @param grades document id to grade
   * @param ranking document ids, best first, each once
   * @return in [0, 1]; 0 when no judged document is relevant
   */
  public double score(Map<String, Integer> grades, List<String> ranking) {
    double ideal = gain(idealGrades(grades.values()));
    if (ideal == 0) {
      return 0;
    }
    return gain(ranking.stream().map(id -> grades.getOrDefault(id, 0)).toList()) / ideal;
  }

  private static List<Integer> idealGrades(Collection<Integer> grades) {
    return grades.stream().sorted(Comparator.reverseOrder()).toList();
  }

  private double gain(List<Integer> grades) {
    double sum = 0;
    for (int i = 0; i < Math.min(k, grades.size()); i++) {
      sum += Math.max(grades.get(i), 0) / (Math.log(i + 2) / Math.log(2));
    }
    return sum;
  }
}
