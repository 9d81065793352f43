package io.semblance.clustering.leiden;

import io.semblance.clustering.Clustering;

/**
 * Communities of a network's rows.
 *
 * @param clustering each row's community, or outlier when that is too light
 * @param quality of all communities, light ones too: the share of edge weight inside them less what
 *     the resolution asks for their sizes (CPM); at most 1, comparable at one resolution only
 * @param iterations how often the whole was improved
 */
public record LeidenResult(Clustering clustering, double quality, int iterations) {}
