package io.semblance.cli;

import java.util.List;
import java.util.Locale;

/**
 * Clusters for people.
 *
 * @param topics the largest first
 * @param branches lines that name topics which are close to each other
 */
record TopicListing(List<TopicLine> topics, List<String> branches) {
  /** A line a topic: size, name, a text that stands for it. */
  void printClusters(Terminal terminal, int show) {
    TextTable table = new TextTable(">cluster", ">texts", ">cohesion", "about", "such as");
    for (TopicLine topic : first(show)) {
      table.row(
          Integer.toString(topic.id()),
          String.format(Locale.ROOT, "%,d", topic.size()),
          String.format(Locale.ROOT, "%.3f", topic.cohesion()),
          topic.label(),
          topic.examples().isEmpty() ? "" : topic.examples().get(0));
    }
    table.print(terminal);
    printRest(terminal, show);
  }

  /** A paragraph a topic: name, keywords, the texts that stand for it. */
  void printTopics(Terminal terminal, int show) {
    for (TopicLine topic : first(show)) {
      terminal.print(
          terminal.bold(
              String.format(
                  Locale.ROOT, "%d  %s  (%,d texts)", topic.id(), topic.label(), topic.size())));
      terminal.print("   " + terminal.dim(String.join(", ", topic.terms())));
      topic.examples().forEach(text -> terminal.print("   - " + line(text, terminal)));
    }
    if (!branches.isEmpty()) {
      terminal.print(terminal.bold("Topics that are close to each other"));
      branches.forEach(branch -> terminal.print("   - " + line(branch, terminal)));
    }
    printRest(terminal, show);
  }

  private static String line(String text, Terminal terminal) {
    return TextTable.shorten(TextTable.singleLine(text), terminal.width() - 5);
  }

  private void printRest(Terminal terminal, int show) {
    if (topics.size() > show) {
      terminal.print(terminal.dim("… and " + (topics.size() - show) + " more; see --show"));
    }
  }

  private List<TopicLine> first(int count) {
    return topics.subList(0, Math.min(count, topics.size()));
  }
}
