package io.semblance.cli;

import picocli.CommandLine.Command;

/** The commands about models. */
@Command(
    name = "models",
    description =
        "Fetches, lists, describes, checks and removes models; makes them smaller and faster.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelsPullCommand.class,
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsVerifyCommand.class,
      ModelsRemoveCommand.class,
      ModelsReduceCommand.class,
      ModelsQuantizeCommand.class,
      ModelsDistillCommand.class
    })
final class ModelsCommand {}
