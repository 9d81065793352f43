package io.semblance.cli;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import picocli.CommandLine;

/**
 * Turns failures into one line for people and an exit code for scripts; the only place where the
 * two meet.
 */
final class FailureHandler
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  /** Done, but some lines of the input were refused. */
  static final int PARTLY_DONE = 1;

  /** What only a change of the program, or of its memory, can mend. */
  static final int DEFECT = 70;

  private final Terminal terminal;

  FailureHandler(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof SemblanceException known) {
      terminal.error("semblance: " + known.getMessage());
      return exitCode(known.code());
    }
    terminal.error("semblance: this is a defect, please report it with these lines:");
    failure.printStackTrace(terminal.errWriter());
    return DEFECT;
  }

  @Override
  public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    terminal.error("semblance: " + failure.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, terminal.errWriter());
    terminal.error("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return exitCode(ErrorCode.INVALID_REQUEST);
  }

  private static int exitCode(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST -> 2;
      case NOT_FOUND -> 3;
      case CONFLICT, EXPIRED -> 4;
      case MODEL_FAILURE -> 5;
      case STORAGE_FAILURE -> 6;
      case OVERLOADED -> 7;
      case INTERNAL -> DEFECT;
      case CANCELLED -> 130;
    };
  }
}
