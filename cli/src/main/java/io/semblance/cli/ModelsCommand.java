package io.semblance.cli;

import picocli.CommandLine.Command;

/** The commands about models. */
@Command(
    name = "models",
    description = "Lists, describes, shortens and distils models.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsReduceCommand.class,
      ModelsDistillCommand.class
    })
final class ModelsCommand {}
