package io.semblance.cli;

import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStats;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is known of one collection. */
@Command(
    name = "show",
    description = "Describes a collection: what it was made with, how large it is. Loads no model.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  semblance collections show papers")
final class CollectionsShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "NAME", description = "A collection or an alias.")
  private String name = "";

  @Option(names = "--json", description = "Print the description as JSON.")
  private boolean json;

  CollectionsShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CollectionFacts facts = CollectionFacts.of(home.collections(), name);
    if (json) {
      terminal.json(facts.toJson());
    } else {
      print(facts);
    }
    return 0;
  }

  private void print(CollectionFacts facts) {
    CollectionSchema schema = facts.manifest().schema();
    CollectionStats stats = facts.stats();
    line("collection", facts.name());
    line("aliases", String.join(", ", facts.aliases()));
    line("documents", count(stats.documents()));
    line("chunks", count(stats.passages()));
    line("dimensions", Integer.toString(facts.manifest().model().dimension()));
    line("model", facts.manifest().model().source());
    line("similarity", facts.manifest().model().similarity().label());
    line("precision", CollectionFacts.lower(schema.precision()));
    line("graph", "m " + schema.hnsw().m() + ", efConstruction " + schema.hnsw().efConstruction());
    line("text fields", String.join(", ", schema.textFields()));
    line("fields", fields(schema));
    line("analyzer", schema.analyzer());
    line("created", facts.manifest().created().toString());
    line("segments", count(stats.segments()));
    line("deleted", deleted(stats));
    line("size", ByteCount.text(stats.bytes()));
    terminal.print("");
    TextTable table = new TextTable("files", ">size");
    stats.bytesByKind().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(kind -> table.row(kind.getKey(), ByteCount.text(kind.getValue())));
    table.print(terminal);
  }

  private static String fields(CollectionSchema schema) {
    return schema.fields().entrySet().stream()
        .map(field -> field.getKey() + " (" + CollectionFacts.lower(field.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String deleted(CollectionStats stats) {
    return stats.deletedDocuments() == 0
        ? "none in files"
        : count(stats.deletedDocuments())
            + " still in files; 'semblance collections purge' removes them";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void line(String key, String value) {
    if (!value.isEmpty()) {
      ModelsShowCommand.line(terminal, key, value);
    }
  }
}
