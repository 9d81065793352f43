package io.semblance.cli;

import picocli.CommandLine.Command;

/** The commands about models. */
@Command(
    name = "models",
    description = "Lists, describes, shortens and quantizes models.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsReduceCommand.class,
      ModelsQuantizeCommand.class
    })
final class ModelsCommand {}
