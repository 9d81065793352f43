package io.semblance.index.clusters;

import io.semblance.index.block.BlockLayout;
import io.semblance.index.field.ClusterField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/** Reads from the documents of one view where they are in a clustering. */
record ClusteringReading(IndexReader view, StoredClustering clustering) {
  /** Takes a document's number in the view and its cluster. */
  @FunctionalInterface
  interface LabelConsumer {
    void accept(int document, int label);
  }

  /** Hands over the cluster of each document that has a place. */
  void labels(LabelConsumer consumer) throws IOException {
    ClusterField field = clustering.field();
    for (LeafReaderContext leaf : view.leaves()) {
      NumericDocValues labels = DocValues.getNumeric(leaf.reader(), field.luceneName());
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = labels.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = labels.nextDoc()) {
        if ((live == null || live.get(doc)) && field.isOwn(labels.longValue())) {
          consumer.accept(leaf.docBase + doc, field.label(labels.longValue()));
        }
      }
    }
  }

  void points(Consumer<ClusterPoint> consumer) throws IOException {
    for (LeafReaderContext leaf : view.leaves()) {
      points(leaf.reader(), consumer);
    }
  }

  private void points(LeafReader segment, Consumer<ClusterPoint> consumer) throws IOException {
    ClusterField field = clustering.field();
    NumericDocValues labels = DocValues.getNumeric(segment, field.luceneName());
    BinaryDocValues points =
        DocValues.getBinary(segment, ClusteringFields.point(clustering.slot()));
    BinaryDocValues ids = DocValues.getBinary(segment, BlockLayout.ID);
    Bits live = segment.getLiveDocs();
    for (int doc = labels.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = labels.nextDoc()) {
      boolean isMember = (live == null || live.get(doc)) && field.isOwn(labels.longValue());
      if (isMember && points.advanceExact(doc) && ids.advanceExact(doc)) {
        String id = ids.binaryValue().utf8ToString();
        int cluster = field.label(labels.longValue());
        consumer.accept(ClusteringFields.point(id, cluster, points.binaryValue()));
      }
    }
  }

  /** The clustering with the ids of the documents that stand for its clusters. */
  StoredClustering withExemplars() throws IOException {
    List<TreeMap<Integer, String>> byRank = new ArrayList<>();
    clustering.clusters().forEach(cluster -> byRank.add(new TreeMap<>()));
    for (LeafReaderContext leaf : view.leaves()) {
      exemplars(leaf.reader(), byRank);
    }
    List<Cluster> clusters =
        clustering.clusters().stream()
            .map(cluster -> cluster.withExemplars(List.copyOf(byRank.get(cluster.id()).values())))
            .toList();
    return clustering.withClusters(clusters);
  }

  private void exemplars(LeafReader segment, List<TreeMap<Integer, String>> byRank)
      throws IOException {
    NumericDocValues values =
        DocValues.getNumeric(segment, ClusteringFields.exemplar(clustering.slot()));
    BinaryDocValues ids = DocValues.getBinary(segment, BlockLayout.ID);
    Bits live = segment.getLiveDocs();
    for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
      long value = values.longValue();
      if ((live == null || live.get(doc))
          && ClusteringFields.isExemplarOf(clustering.run(), value)
          && ids.advanceExact(doc)) {
        byRank
            .get(ClusteringFields.clusterOfExemplar(value))
            .put(ClusteringFields.rankOfExemplar(value), ids.binaryValue().utf8ToString());
      }
    }
  }
}
