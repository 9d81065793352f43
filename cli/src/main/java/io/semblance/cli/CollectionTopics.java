package io.semblance.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.clustering.topics.TopicMap;
import io.semblance.clustering.topics.export.ItemCsv;
import io.semblance.clustering.topics.export.ItemJsonLines;
import io.semblance.clustering.topics.export.TopicItem;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.VectorCollection;
import io.semblance.index.clusters.Cluster;
import io.semblance.index.clusters.ClusterEvent;
import io.semblance.index.clusters.ClusterPoint;
import io.semblance.index.clusters.StoredClustering;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A clustering that a collection keeps, for people and scripts. */
record CollectionTopics(VectorCollection collection, StoredClustering clustering) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  TopicResult result() {
    List<TopicLine> lines =
        clustering.clusters().stream().map(cluster -> TopicLine.of(cluster, collection)).toList();
    return new TopicResult(new TopicListing(lines, List.of()), summary(), toJson());
  }

  private List<String> summary() {
    List<String> lines = new ArrayList<>();
    String name = collection.manifest().name();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d clusters of %,d documents, %,d in none, by %s; kept as '%s' of collection '%s'",
            clustering.clusters().size(),
            clustering.documents(),
            clustering.noise(),
            clustering.algorithm(),
            clustering.id(),
            name));
    for (ClusterEvent event : clustering.events()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: %s -> %s",
              event.kind().name().toLowerCase(Locale.ROOT),
              event.before(),
              event.after()));
    }
    lines.add(
        "next: semblance search --collection "
            + name
            + " \"…\" --facet clusterings."
            + clustering.id());
    return lines;
  }

  /** Writes a line for each document: CSV where the name ends so, else JSON Lines. */
  void write(String file) {
    List<TopicItem> items = new ArrayList<>();
    collection.clusterings().points(clustering.id(), point -> items.add(item(point)));
    items.sort((a, b) -> a.id().compareTo(b.id()));
    try {
      new CommandOutput(file)
          .write(WrittenText::on, written -> write(file, items.iterator(), written));
    } catch (IOException e) {
      throw new SemblanceException(ErrorCode.STORAGE_FAILURE, "cannot write " + file + ": " + e, e);
    }
  }

  private static void write(String file, Iterator<TopicItem> items, WrittenText written)
      throws IOException {
    if (file.endsWith(".csv")) {
      ItemCsv.write(items, written.writer());
    } else {
      ItemJsonLines.write(items, written.writer());
    }
  }

  private static TopicItem item(ClusterPoint point) {
    Float probability = point.probability();
    return new TopicItem(
        point.id(),
        point.cluster(),
        probability == null ? null : (double) probability,
        place(point.position()),
        point.outlierScore());
  }

  private static TopicMap.@Nullable Point place(ClusterPoint.@Nullable Position position) {
    return position == null ? null : new TopicMap.Point(position.x(), position.y());
  }

  private ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("collection", collection.manifest().name());
    node.put("id", clustering.id());
    node.put("documents", clustering.documents());
    node.put("noise", clustering.noise());
    node.put("algorithm", clustering.algorithm());
    ObjectNode parameters = node.putObject("parameters");
    clustering.parameters().forEach(parameters::put);
    ObjectNode measures = node.putObject("measures");
    clustering.measures().forEach(measures::put);
    ArrayNode clusters = node.putArray("clusters");
    for (Cluster cluster : clustering.clusters()) {
      clusters.add(JSON.<ObjectNode>valueToTree(cluster));
    }
    ArrayNode events = node.putArray("events");
    for (ClusterEvent event : clustering.events()) {
      events.add(JSON.<ObjectNode>valueToTree(event));
    }
    return node;
  }
}
