package io.semblance.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What texts are about. */
@Command(
    name = "topics",
    description = "Says what many texts are about: clusters with names, keywords and examples.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nInput and output:%n",
    footer = {
      "  As for 'semblance cluster'. A topic's keywords are what its texts say more",
      "  often than the others; the texts below it are the ones nearest to its middle.",
      "",
      "Examples:",
      "  semblance topics --input articles.jsonl.gz",
      "  semblance topics --input tweets.jsonl --output map.csv --map",
      "  semblance topics --input tweets.jsonl --projector tweets"
    })
final class TopicsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private TopicTask task = new TopicTask();

  TopicsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return task.run(terminal, (listing, show) -> listing.printTopics(terminal, show));
  }
}
