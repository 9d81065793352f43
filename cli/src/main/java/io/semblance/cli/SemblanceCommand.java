package io.semblance.cli;

import picocli.CommandLine.Command;

/** The command that holds all others. */
@Command(
    name = "semblance",
    description = "Finds texts by what they mean.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      IndexCommand.class,
      SearchCommand.class,
      GetCommand.class,
      DeleteCommand.class,
      CollectionsCommand.class,
      MineCommand.class,
      DedupCommand.class,
      ClusterCommand.class,
      TopicsCommand.class,
      EncodeCommand.class,
      EncodeSparseCommand.class,
      RerankCommand.class,
      ImagesCommand.class,
      SimilarityCommand.class,
      ModelsCommand.class
    },
    footerHeading = "%nStart here:%n",
    footer = {
      "  semblance demo",
      "  semblance index --collection papers --input papers.jsonl",
      "  semblance search --collection papers \"what causes scurvy?\"",
      "",
      "Exit codes: 0 done, 1 done but some input lines were refused,",
      "2 invalid input, 3 not found, 4 conflict, 5 model failure,",
      "6 storage failure, 70 a defect, 130 cancelled."
    })
final class SemblanceCommand {}
