package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.clustering.kmeans.KMeansTrial;
import io.semblance.clustering.topics.Topic;
import io.semblance.clustering.topics.TopicTree;
import io.semblance.eval.measure.ClusterMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Topics of a file's texts as people and scripts read them.
 *
 * @param run what was found
 * @param seconds without encoding
 */
record TopicTable(TopicRun run, double seconds) {
  private static final int MAX_BRANCHES = 12;

  TopicResult result() {
    List<TopicLine> lines =
        run.report().topics().stream()
            .map(topic -> TopicLine.of(topic, run.texts().items()))
            .toList();
    return new TopicResult(new TopicListing(lines, branches()), summary(), toJson());
  }

  /** Topics that belong together, from the tree of all. */
  private List<String> branches() {
    TopicTree tree = run.report().tree();
    if (tree == null || run.report().topics().size() <= MAX_BRANCHES) {
      return List.of();
    }
    Map<Integer, List<String>> branches = new TreeMap<>();
    int[] groups = tree.cut(MAX_BRANCHES);
    for (Topic topic : run.report().topics()) {
      branches
          .computeIfAbsent(groups[topic.id()], group -> new ArrayList<>())
          .add(topic.id() + " " + topic.label());
    }
    return branches.values().stream()
        .filter(labels -> labels.size() > 1)
        .map(labels -> String.join(" · ", labels))
        .toList();
  }

  private List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d clusters of %,d texts, %,d in none, by %s, %.1f s",
            run.report().topics().size(),
            run.report().rows(),
            run.report().outliers(),
            method(),
            seconds));
    if (!run.result().trials().isEmpty()) {
      lines.add("silhouette by k: " + trials());
    }
    quality()
        .ifPresent(
            measures ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "against the labels: V-measure %.4f, AMI %.4f, ARI %.4f",
                        measures.vMeasure(),
                        measures.adjustedMutualInformation(),
                        measures.adjustedRand())));
    return lines;
  }

  private String method() {
    StringBuilder words = new StringBuilder(run.result().method().algorithm());
    run.result()
        .method()
        .parameters()
        .forEach((name, value) -> words.append(' ').append(name).append(' ').append(number(value)));
    return words.toString();
  }

  private String trials() {
    return run.result().trials().stream()
        .map(
            trial -> String.format(Locale.ROOT, "%d %.4f", trial.k(), trial.silhouette().orElse(0)))
        .collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  private Optional<ClusterMeasures> quality() {
    return LabelQuality.of(run.texts().items(), run.labels());
  }

  private ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("texts", run.report().rows());
    node.put("outliers", run.report().outliers());
    node.put("algorithm", run.result().method().algorithm());
    ObjectNode parameters = node.putObject("parameters");
    run.result().method().parameters().forEach(parameters::put);
    if (run.result().graph() != null) {
      node.put("graph_recall", run.result().graph().report().recall().value());
    }
    node.put("seconds", seconds);
    if (!run.result().trials().isEmpty()) {
      ArrayNode trials = node.putArray("trials");
      run.result().trials().forEach(trial -> trials.add(toJson(trial)));
    }
    quality()
        .ifPresent(
            measures ->
                node.putObject("labels")
                    .put("v_measure", measures.vMeasure())
                    .put("ami", measures.adjustedMutualInformation())
                    .put("ari", measures.adjustedRand())
                    .put("homogeneity", measures.homogeneity())
                    .put("completeness", measures.completeness())
                    .put("purity", measures.purity()));
    ArrayNode clusters = node.putArray("clusters");
    run.report().topics().forEach(topic -> clusters.add(toJson(topic)));
    return node;
  }

  private static ObjectNode toJson(KMeansTrial trial) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("k", trial.k());
    node.put("inertia", trial.inertia());
    trial.silhouette().ifPresent(silhouette -> node.put("silhouette", silhouette));
    return node;
  }

  private ObjectNode toJson(Topic topic) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", topic.id());
    node.put("size", topic.weight());
    node.put("vectors", topic.size());
    node.put("label", topic.label());
    ArrayNode terms = node.putArray("terms");
    topic.keywords().forEach(keyword -> terms.add(keyword.text()));
    node.put("cohesion", topic.cohesion());
    node.put("separation", topic.separation());
    ArrayNode exemplars = node.putArray("exemplars");
    topic.representatives().forEach(row -> exemplars.add(run.texts().items().get(row).id()));
    return node;
  }
}
