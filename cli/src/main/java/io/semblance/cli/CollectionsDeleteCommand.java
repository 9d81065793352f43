package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a collection. */
@Command(
    name = "delete",
    description = {
      "Removes a collection and its documents. Snapshots stay.",
      "Refused while an alias stands for it, or somebody writes to it."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  semblance collections delete papers --yes")
final class CollectionsDeleteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "NAME", description = "The collection; an alias is refused.")
  private String name = "";

  @Option(names = "--yes", description = "Do it. Without it nothing is removed.")
  private boolean yes;

  CollectionsDeleteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CollectionStore store = home.collections();
    if (!yes) {
      CollectionFacts facts = CollectionFacts.of(store, name);
      throw SemblanceException.invalid(
          "this would remove collection '"
              + facts.name()
              + "' with "
              + facts.stats().documents()
              + " documents for good; if that is meant, say --yes");
    }
    store.delete(name); // also one that is too damaged to be looked at
    terminal.print("deleted collection '" + name + "'");
    return 0;
  }
}
