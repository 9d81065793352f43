package io.semblance.clustering.leiden;

import io.semblance.clustering.Clustering;
import java.util.List;

/**
 * Communities from broad to fine. Each level is a clustering of its own right: levels are nested as
 * well as the data are, which each level says, and not forced to be.
 *
 * @param levels from the lowest resolution to the highest
 * @param recommended the place of the level to show first
 */
public record ClusterHierarchy(List<Level> levels, int recommended) {
  public ClusterHierarchy {
    levels = List.copyOf(levels);
  }

  /**
   * The communities at one resolution.
   *
   * @param resolution the least density of a community
   * @param clustering each row's community, or outlier
   * @param parents {@code int[clusters]}: the community of the level before that has the most of
   *     each one's rows; {@link Clustering#OUTLIER} on the first level and where none has any
   * @param nesting from 0 to 1: the share of clustered rows that are also in their community's
   *     parent; 1 on the first level
   * @param quality as {@link LeidenResult#quality}
   * @param stability from 0 to 1: how alike the communities are when found again with other random
   *     choices (adjusted Rand index, outliers each alone)
   */
  public record Level(
      double resolution,
      Clustering clustering,
      int[] parents,
      double nesting,
      double quality,
      double stability) {}

  /** The level to show first. */
  public Level recommendedLevel() {
    return levels.get(recommended);
  }
}
