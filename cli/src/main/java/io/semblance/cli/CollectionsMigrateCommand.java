package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionMigration;
import io.semblance.index.CollectionStore;
import io.semblance.index.MigrationOverlap;
import io.semblance.index.MigrationOverlap.QueryOverlap;
import io.semblance.index.MigrationState;
import io.semblance.index.MigrationStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a collection to another model. */
@Command(
    name = "migrate",
    description = {
      "Moves what an alias stands for to another model while it is in use: encodes the",
      "documents anew into a second collection, compares both models, then swaps."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nSteps:%n",
    footer = {
      "  semblance collections alias faq --move faq-1       # once: faq becomes an alias",
      "  semblance collections migrate faq --model NEW      # encode and compare",
      "  semblance collections migrate faq --commit         # faq is the new one from now on",
      "  semblance collections migrate faq --rollback       # back, with later changes",
      "  semblance collections migrate faq --finish         # remove the old one",
      "",
      "  The first step may be stopped at any time and called again: it goes on where it",
      "  was, and brings over what was written meanwhile. --commit and --rollback need",
      "  that nobody has the collection open for writing. --abandon instead of --commit",
      "  removes what was encoded."
    })
final class CollectionsMigrateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "ALIAS", description = "The name that people use.")
  private String alias = "";

  @ArgGroup private Action action = new Action();

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description =
          "Texts to compare with, one a line. Default: first sentences of some documents.")
  private @Nullable String queries;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many documents these are taken of. Default: ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = {"-k", "--top"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many hits are compared. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  /** What is done; without any, how far it is is told. */
  static final class Action {
    @Option(
        names = {"-m", "--model"},
        paramLabel = "MODEL",
        description = "Begin or go on: encode documents with this model, and compare.")
    private @Nullable String model;

    @Option(names = "--commit", description = "Give the name to the new collection.")
    private boolean commit;

    @Option(names = "--rollback", description = "Give the name back to the old collection.")
    private boolean rollback;

    @Option(names = "--abandon", description = "Remove the new collection.")
    private boolean abandon;

    @Option(names = "--finish", description = "Remove the old collection.")
    private boolean finish;
  }

  CollectionsMigrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CollectionStore store = home.collections();
    if (action.model != null) {
      copy(store, action.model);
      return 0;
    }
    CollectionMigration migration =
        CollectionMigration.find(store, alias)
            .orElseThrow(
                () ->
                    SemblanceException.notFound(
                        "no migration of '" + alias + "'; begin one with --model"));
    if (action.commit) {
      commit(store, migration);
    } else if (action.rollback) {
      rollback(store, migration);
    } else if (action.abandon) {
      migration.abandon();
      terminal.print("abandoned; '" + alias + "' is as it was");
    } else if (action.finish) {
      migration.finish();
      terminal.print("finished; collection '" + migration.state().from() + "' is gone");
    } else {
      status(migration);
    }
    return 0;
  }

  private void copy(CollectionStore store, String source) throws IOException {
    try (SentenceEncoder model = home.encoder(terminal, source)) {
      CollectionMigration migration =
          CollectionMigration.find(store, alias)
              .orElseGet(() -> CollectionMigration.start(store, alias, model));
      MigrationState state = migration.state();
      try (ProgressBar bar = bar("documents", documents(store, state.from()))) {
        migration.copy(model, bar);
      }
      try (SentenceEncoder old = encoderOf(store, state.from());
          ProgressBar bar = bar("queries", sample)) {
        print(migration, migration.compare(old, model, texts(), sample, top, bar));
      }
    }
  }

  private static long documents(CollectionStore store, String name) {
    return CollectionFacts.of(store, name).stats().documents();
  }

  private ProgressBar bar(String unit, long total) {
    return new ProgressBar(terminal, unit, done -> Math.min(1, (double) done / Math.max(1, total)));
  }

  private SentenceEncoder encoderOf(CollectionStore store, String name) {
    CollectionManifest manifest = store.find(name).orElseThrow(() -> store.unknown(name));
    return home.encoder(terminal, manifest.model().source());
  }

  private List<String> texts() throws IOException {
    if (queries == null) {
      return List.of();
    }
    try (InputFile file = InputFile.open(queries)) {
      return CorpusFile.texts(queries, file);
    }
  }

  private void commit(CollectionStore store, CollectionMigration migration) {
    String to = migration.state().to();
    try (SentenceEncoder model = encoderOf(store, to);
        ProgressBar bar = bar("documents", documents(store, migration.state().from()))) {
      migration.commit(model, bar);
    }
    terminal.print("'" + alias + "' now stands for collection '" + to + "'");
  }

  private void rollback(CollectionStore store, CollectionMigration migration) {
    String from = migration.state().from();
    try (SentenceEncoder old = encoderOf(store, from);
        ProgressBar bar = bar("documents", documents(store, migration.state().to()))) {
      migration.rollback(old, bar);
    }
    terminal.print("'" + alias + "' stands for collection '" + from + "' again");
  }

  private void status(CollectionMigration migration) {
    MigrationStatus status = migration.status();
    if (json) {
      terminal.json(status);
      return;
    }
    MigrationState state = migration.state();
    boolean copying = status.phase() == MigrationStatus.Phase.COPYING;
    terminal.print(
        String.format(
            Locale.ROOT,
            "%s: %s (%,d documents) to %s (%,d documents, model %s), %s; %,d changes to bring over",
            state.alias(),
            state.from(),
            status.documents(),
            state.to(),
            status.copied(),
            state.model().id(),
            copying ? "not committed" : "committed",
            status.missing()));
  }

  private void print(CollectionMigration migration, MigrationOverlap overlap) {
    if (json) {
      terminal.json(overlap);
      return;
    }
    terminal.print(
        String.format(
            Locale.ROOT,
            "%,d documents are in collection '%s'; nothing has changed for '%s' yet",
            overlap.documents(),
            migration.state().to(),
            alias));
    terminal.print(
        String.format(
            Locale.ROOT,
            "of the first %d hits both models find %.1f %% (median %.0f %%); the first hit is the same for %.1f %% of %d queries",
            overlap.k(),
            100 * overlap.mean(),
            100 * overlap.median(),
            100 * overlap.sameFirst(),
            overlap.queries()));
    TextTable table =
        new TextTable(">overlap", "old first", "new first", "queries that differ most");
    for (QueryOverlap query : overlap.worst()) {
      table.row(
          String.format(Locale.ROOT, "%.0f %%", 100 * query.overlap()),
          first(query.before()),
          first(query.after()),
          query.query());
    }
    table.print(terminal);
    terminal.print("swap with: semblance collections migrate " + alias + " --commit");
  }

  private static String first(List<String> ids) {
    return ids.isEmpty() ? "-" : TextTable.shorten(ids.getFirst(), 24);
  }
}
