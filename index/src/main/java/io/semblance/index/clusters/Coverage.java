package io.semblance.index.clusters;

/**
 * What a search for paraphrases has covered.
 *
 * @param documents that were compared
 * @param withoutVector documents that could not be, since they have no text
 * @param version of the collection: every change up to it was covered, so the next search may ask
 *     for pairs since then
 * @param exact whether all documents were compared with all; otherwise by their neighbourhoods
 * @param recall the share of pairs that was found, measured on a sample; 1 when exact
 * @param truncated whether there were more pairs than were asked for, so that the best are left
 */
public record Coverage(
    int documents,
    int withoutVector,
    long version,
    boolean exact,
    double recall,
    boolean truncated) {}
