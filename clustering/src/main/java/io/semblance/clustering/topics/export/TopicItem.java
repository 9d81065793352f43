package io.semblance.clustering.topics.export;

import io.semblance.clustering.topics.TopicMap;
import org.jspecify.annotations.Nullable;

/**
 * One clustered item, as it is written to files.
 *
 * @param id the caller's
 * @param cluster its number, -1 for an item in none
 * @param probability how surely it is in the cluster, in [0, 1]; null when the algorithm has no
 *     such thing
 * @param place on the map; null when there is none
 * @param outlier how far from the middle of its cluster, in [0, 1]
 */
public record TopicItem(
    String id,
    int cluster,
    @Nullable Double probability,
    TopicMap.@Nullable Point place,
    double outlier) {}
