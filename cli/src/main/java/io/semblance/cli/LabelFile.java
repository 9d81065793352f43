package io.semblance.cli;

import io.semblance.clustering.topics.TopicMap;
import io.semblance.clustering.topics.export.ItemCsv;
import io.semblance.clustering.topics.export.ItemJsonLines;
import io.semblance.clustering.topics.export.ProjectorFiles;
import io.semblance.clustering.topics.export.TopicItem;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clustered texts in a file: CSV where its name ends so, else JSON Lines.
 *
 * @param run what was found
 * @param map places of the texts, or null
 */
record LabelFile(TopicRun run, @Nullable TopicMap map) {
  void write(String name) throws IOException {
    new CommandOutput(name)
        .write(
            WrittenText::on,
            file -> {
              if (name.endsWith(".csv")) {
                ItemCsv.write(items(), file.writer());
              } else {
                ItemJsonLines.write(items(), file.writer());
              }
            });
  }

  /** Writes {@code PREFIX-vectors.tsv} and {@code PREFIX-metadata.tsv}. */
  void writeProjector(String prefix) throws IOException {
    new CommandOutput(prefix + "-vectors.tsv")
        .write(
            WrittenText::on,
            file -> ProjectorFiles.writeVectors(run.texts().matrix(), file.writer()));
    int[] labels = run.labels();
    new CommandOutput(prefix + "-metadata.tsv")
        .write(
            WrittenText::on,
            file ->
                ProjectorFiles.writeMetadata(
                    List.of("id", "cluster", "topic", "text"),
                    labels.length,
                    row -> metadata(row, labels[row]),
                    file.writer()));
  }

  private List<String> metadata(int row, int label) {
    TextItem item = run.texts().items().get(row);
    String topic = label < 0 ? "" : run.report().topics().get(label).label();
    return List.of(item.id(), Integer.toString(label), topic, item.text());
  }

  private Iterator<TopicItem> items() {
    int[] labels = run.labels();
    float[] probabilities = run.result().probabilities();
    return IntStream.range(0, labels.length)
        .mapToObj(
            row ->
                new TopicItem(
                    run.texts().items().get(row).id(),
                    labels[row],
                    probabilities == null
                        ? null
                        : (double) probabilities[run.texts().unique().uniqueOf(row)],
                    map == null ? null : new TopicMap.Point(map.x()[row], map.y()[row]),
                    run.report().outlierScores()[row]))
        .iterator();
  }
}
