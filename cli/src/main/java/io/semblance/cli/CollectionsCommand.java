package io.semblance.cli;

import picocli.CommandLine.Command;

/** The commands about collections as a whole. */
@Command(
    name = "collections",
    description =
        "Lists, describes, names, saves, restores, measures, moves and removes collections.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CollectionsListCommand.class,
      CollectionsShowCommand.class,
      CollectionsAliasCommand.class,
      CollectionsSnapshotCommand.class,
      CollectionsSnapshotsCommand.class,
      CollectionsRestoreCommand.class,
      CollectionsReportCommand.class,
      CollectionsMigrateCommand.class,
      CollectionsOptimizeCommand.class,
      CollectionsPurgeCommand.class,
      CollectionsDeleteCommand.class
    })
final class CollectionsCommand {}
