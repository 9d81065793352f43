package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionStore;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, sets and removes aliases. */
@Command(
    name = "alias",
    description = {
      "Lets a name stand for a collection, which can be swapped for another in one step.",
      "Without a name: lists all aliases."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance collections alias",
      "  semblance collections alias faq faq-2026     # faq now means faq-2026",
      "  semblance collections alias faq --remove",
      "  semblance collections alias faq --move faq-1 # rename collection faq, keep the name"
    })
final class CollectionsAliasCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Parameters(index = "0", arity = "0..1", paramLabel = "ALIAS", description = "The name.")
  private @Nullable String alias;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "COLLECTION",
      description = "The collection that it stands for from now on.")
  private @Nullable String collection;

  @ArgGroup private Action action = new Action();

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  /** What is done with an alias other than to set it. */
  static final class Action {
    @Option(names = "--remove", description = "End the alias; the collection stays.")
    private boolean remove;

    @Option(
        names = "--move",
        paramLabel = "NAME",
        description =
            "ALIAS is a collection: rename it to NAME and let its old name be an alias of it.")
    private @Nullable String move;
  }

  CollectionsAliasCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CollectionStore store = home.collections();
    if (alias == null) {
      list(store);
    } else {
      change(store, alias);
    }
    return 0;
  }

  private void change(CollectionStore store, String name) {
    if (collection != null && (action.remove || action.move != null)) {
      throw SemblanceException.invalid(
          "give either a collection or --remove or --move, got: '" + collection + "' too");
    }
    if (action.remove) {
      store.removeAlias(name);
      terminal.print("removed alias '" + name + "'");
    } else if (action.move != null) {
      store.moveBehindAlias(name, action.move);
      terminal.print("collection '" + action.move + "', with alias '" + name + "'");
    } else if (collection != null) {
      store.setAlias(name, collection);
      terminal.print("'" + name + "' now stands for collection '" + collection + "'");
    } else {
      terminal.print(name + " stands for " + store.resolve(name));
    }
  }

  private void list(CollectionStore store) {
    Map<String, String> aliases = store.aliases();
    if (json) {
      terminal.json(aliases);
    } else if (aliases.isEmpty()) {
      terminal.print("no aliases");
    } else {
      TextTable table = new TextTable("alias", "collection");
      aliases.forEach(table::row);
      table.print(terminal);
    }
  }
}
