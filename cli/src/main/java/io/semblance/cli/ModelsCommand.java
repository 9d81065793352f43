package io.semblance.cli;

import picocli.CommandLine.Command;

/** The commands about models. */
@Command(
    name = "models",
    description = "Fetches, lists, describes, checks, removes, shortens and distils models.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelsPullCommand.class,
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsVerifyCommand.class,
      ModelsRemoveCommand.class,
      ModelsReduceCommand.class,
      ModelsDistillCommand.class
    })
final class ModelsCommand {}
