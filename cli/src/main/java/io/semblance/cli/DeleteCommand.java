package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.ChangeResult;
import io.semblance.index.VectorCollection;
import io.semblance.index.filter.Filter;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes documents from a collection. */
@Command(
    name = "delete",
    description = "Removes documents from a collection, by id or by filter.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance delete --collection papers --id doc-17",
      "  semblance delete --collection papers --filter \"year<1990\" --yes"
    })
final class DeleteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ExistingCollection existing = new ExistingCollection();

  @Option(names = "--id", paramLabel = "ID", description = "A document; repeat it for more.")
  private List<String> ids = new ArrayList<>();

  @Mixin private FilterOption filter = new FilterOption();

  @Option(names = "--yes", description = "Remove what a filter finds; without it, count it only.")
  private boolean yes;

  DeleteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Filter where = filter.filter();
    if (ids.isEmpty() == (where == null)) {
      throw SemblanceException.invalid("say what to remove: either --id or --filter");
    }
    return existing.withoutModel(
        collection -> where == null ? byId(collection) : byFilter(collection, where));
  }

  private int byId(VectorCollection collection) {
    List<Change> changes = ids.stream().<Change>map(Change.Delete::new).toList();
    long removed = 0;
    for (ChangeResult result : collection.write(changes, Progress.NONE)) {
      if (result.isSuccess()) {
        removed++;
      } else {
        terminal.error("no document '" + result.id() + "'");
      }
    }
    tell(removed);
    return removed == ids.size() ? 0 : FailureHandler.PARTLY_DONE;
  }

  private int byFilter(VectorCollection collection, Filter where) {
    if (yes) {
      tell(collection.deleteWhere(where, Progress.NONE));
      return 0;
    }
    AtomicLong found = new AtomicLong();
    collection.forEach(where, document -> found.incrementAndGet());
    throw SemblanceException.invalid(
        String.format(Locale.ROOT, "the filter finds %,d documents", found.get())
            + "; add --yes to remove them");
  }

  private void tell(long removed) {
    terminal.print(
        String.format(
            Locale.ROOT, "removed %,d documents from collection '%s'", removed, existing.name()));
  }
}
