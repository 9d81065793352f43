package io.semblance.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Texts into clusters. */
@Command(
    name = "cluster",
    description = "Puts texts into clusters of the same subject.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nInput and output:%n",
    footer = {
      "  One text a line; or, in a file that ends in .tsv, id, tab, text; or, in one",
      "  that ends in .jsonl, objects with text, maybe title, id and label. When all",
      "  have a label, clusters are measured by it. Output has a line for each text:",
      "  id, cluster (-1 for none), probability, x, y, outlier. The same texts in any",
      "  order, with any number of threads, give the same clusters.",
      "",
      "Examples:",
      "  semblance cluster --input titles.jsonl.gz --output clusters.jsonl",
      "  semblance cluster --input titles.txt --algorithm kmeans --k 20 --json",
      "  semblance cluster --input titles.txt --algorithm hdbscan --min-size 25"
    })
final class ClusterCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private TopicTask task = new TopicTask();

  ClusterCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return task.run(terminal, (listing, show) -> listing.printClusters(terminal, show));
  }
}
