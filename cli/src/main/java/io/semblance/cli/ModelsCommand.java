package io.semblance.cli;

import picocli.CommandLine.Command;

/** The commands about models. */
@Command(
    name = "models",
    description = "Lists, describes and shortens models.",
    mixinStandardHelpOptions = true,
    subcommands = {ModelsListCommand.class, ModelsShowCommand.class, ModelsReduceCommand.class})
final class ModelsCommand {}
