package io.semblance.clustering.graph;

/**
 * How a graph was built and how good it is.
 *
 * @param mode exact or by cells, never {@code AUTO}
 * @param recall of the neighbours that matter, see {@link GraphOptions#minScore}; an exact graph
 *     has recall 1, not measured
 * @param targetReached whether the recall is at least the asked one
 * @param cells how many cells the rows were parted into; 1 in exact mode
 * @param visits how many cells each row was compared with
 * @param rounds how often rows were compared, the first time included
 * @param products how many cosines were computed for comparisons
 * @param seconds that the work took, the measuring included
 */
public record GraphReport(
    GraphMode mode,
    Recall recall,
    boolean targetReached,
    int cells,
    int visits,
    int rounds,
    long products,
    double seconds) {}
