package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionStore;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists all collections. */
@Command(
    name = "list",
    description = "Lists all collections and their aliases. Loads no model.",
    mixinStandardHelpOptions = true)
final class CollectionsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  CollectionsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CollectionStore store = home.collections();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    TextTable table =
        new TextTable("name", ">documents", ">chunks", ">dim", ">size", "model", "aliases");
    int exitCode = 0;
    for (String name : store.names()) {
      try {
        CollectionFacts facts = CollectionFacts.of(store, name);
        list.add(facts.toJson());
        table.row(row(facts));
      } catch (SemblanceException e) {
        terminal.error("semblance: " + e.getMessage());
        exitCode = FailureHandler.PARTLY_DONE;
      }
    }
    if (json) {
      terminal.json(list);
    } else {
      print(store, table);
    }
    return exitCode;
  }

  private void print(CollectionStore store, TextTable table) {
    if (store.names().isEmpty()) {
      terminal.print("no collections yet; make one with: semblance index --collection NAME");
    } else {
      table.print(terminal);
    }
  }

  private static String[] row(CollectionFacts facts) {
    return new String[] {
      facts.name(),
      String.format(Locale.ROOT, "%,d", facts.stats().documents()),
      String.format(Locale.ROOT, "%,d", facts.stats().passages()),
      Integer.toString(facts.manifest().model().dimension()),
      ByteCount.text(facts.stats().bytes()),
      facts.manifest().model().id(),
      String.join(", ", facts.aliases())
    };
  }
}
