package io.semblance.index.clusters;

import io.semblance.index.field.ClusterField;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A clustering that a collection keeps. Ids of documents are not part of what is stored of it: they
 * are read from the documents, so that a deleted one is nowhere.
 *
 * @param formatVersion layout of what is stored; this version reads and writes {@value
 *     #FORMAT_VERSION}
 * @param id names it within its collection
 * @param run a number that no other run of the collection has
 * @param slot which of the index's fields hold it
 * @param created when it was made
 * @param algorithm its name
 * @param parameters of the algorithm, by name
 * @param seed of everything random
 * @param filter which documents were clustered, as JSON
 * @param version of the collection that was clustered
 * @param documents that were clustered
 * @param withoutVector documents that could not be, since they have no text
 * @param changed documents that were changed or deleted while it was made, so they have no cluster
 * @param noise how many are outliers
 * @param measures how good it is, by name, those that were taken: {@code silhouette} in [-1, 1],
 *     {@code graph_recall} of the graph of neighbours that it was made on
 * @param clusters by their numbers
 * @param nextStableId the lowest stable id that neither it nor one that it follows has given
 * @param events what became of the clusters of the clustering that it follows; empty when it
 *     follows none
 */
public record StoredClustering(
    int formatVersion,
    String id,
    long run,
    int slot,
    Instant created,
    String algorithm,
    SortedMap<String, Double> parameters,
    long seed,
    String filter,
    long version,
    int documents,
    int withoutVector,
    int changed,
    int noise,
    SortedMap<String, Double> measures,
    List<Cluster> clusters,
    int nextStableId,
    List<ClusterEvent> events) {
  static final int FORMAT_VERSION = 1;

  public StoredClustering {
    measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    clusters = List.copyOf(clusters);
    events = List.copyOf(events);
  }

  ClusterField field() {
    return new ClusterField(
        id,
        ClusteringFields.label(slot),
        run,
        clusters.stream().map(Cluster::stableId).toList(),
        clusters.stream().map(Cluster::label).toList());
  }

  StoredClustering withClusters(List<Cluster> other) {
    return new StoredClustering(
        formatVersion,
        id,
        run,
        slot,
        created,
        algorithm,
        parameters,
        seed,
        filter,
        version,
        documents,
        withoutVector,
        changed,
        noise,
        measures,
        other,
        nextStableId,
        events);
  }

  StoredClustering withChanged(int number) {
    return new StoredClustering(
        formatVersion,
        id,
        run,
        slot,
        created,
        algorithm,
        parameters,
        seed,
        filter,
        version,
        documents,
        withoutVector,
        number,
        noise,
        measures,
        clusters,
        nextStableId,
        events);
  }
}
