package io.semblance.clustering.communities;

import io.semblance.error.SemblanceException;

/**
 * What counts as a community.
 *
 * @param threshold least cosine of a community's rows with its centre, inclusive, in [-1, 1]
 * @param minSize fewest rows of a community, copies counted, at least 1; when there are fewer rows
 *     in all, their number is used
 */
public record CommunityConfig(double threshold, int minSize) {
  /** The defaults of SentenceTransformers. */
  public static final CommunityConfig DEFAULT = new CommunityConfig(0.75, 10);

  /**
   * Checks the values.
   *
   * @throws SemblanceException with code {@code INVALID_REQUEST} when one is out of its range
   */
  public CommunityConfig {
    if (!(threshold >= -1 && threshold <= 1)) {
      throw SemblanceException.invalid(
          "threshold must be a cosine from -1 to 1, got: " + threshold);
    }
    if (minSize < 1) {
      throw SemblanceException.invalid("min_size must be at least 1, got: " + minSize);
    }
  }
}
