package io.semblance.clustering.topics;

import io.semblance.error.SemblanceException;

/**
 * How topics are described.
 *
 * @param keywords how their keywords are found
 * @param representatives the most texts that stand for a topic, at least 1
 * @param lambda what counts when those are chosen, in [0, 1]: 1 only how near they are to the
 *     centroid, 0 only how different they are
 * @param threads at least 1; changes how long it takes, never the result
 */
public record TopicOptions(
    KeywordOptions keywords, int representatives, double lambda, int threads) {
  /** Five representatives, lambda 0.7, one thread. */
  public static final TopicOptions DEFAULTS = new TopicOptions(KeywordOptions.DEFAULTS, 5, 0.7, 1);

  public TopicOptions {
    require(representatives >= 1, "representatives must be at least 1", representatives);
    require(lambda >= 0 && lambda <= 1, "lambda must be between 0 and 1", lambda);
    require(threads >= 1, "threads must be at least 1", threads);
  }

  private static void require(boolean holds, String rule, Number value) {
    if (!holds) {
      throw SemblanceException.invalid(rule + ", got: " + value);
    }
  }

  /** The same on another number of threads. */
  public TopicOptions onThreads(int number) {
    return new TopicOptions(keywords, representatives, lambda, number);
  }

  /** The same with other keywords. */
  public TopicOptions with(KeywordOptions other) {
    return new TopicOptions(other, representatives, lambda, threads);
  }
}
