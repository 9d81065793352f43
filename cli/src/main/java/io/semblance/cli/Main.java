package io.semblance.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Entry point of the {@code semblance} command. */
public final class Main {
  /** Held so that their levels are not collected away with them. */
  private static final Logger ALL_LOGS = Logger.getLogger("");

  private static final Logger DJL_LOGS = Logger.getLogger("ai.djl");

  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    ALL_LOGS.setLevel(Level.WARNING);
    DJL_LOGS.setLevel(Level.SEVERE); // it warns of missing GPUs, which it is not asked for
    Runtime.getRuntime().exit(run(Terminal.ofProcess(), args));
  }

  /** Runs one command and gives its exit code. */
  static int run(Terminal terminal, String... args) {
    CommandLine command = new CommandLine(new SemblanceCommand(), new CommandFactory(terminal));
    command.setOut(terminal.outWriter());
    command.setErr(terminal.errWriter());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setUsageHelpAutoWidth(true);
    FailureHandler failures = new FailureHandler(terminal);
    command.setExecutionExceptionHandler(failures);
    command.setParameterExceptionHandler(failures);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      terminal.error(
          "semblance: out of memory (%s); give it more, for example SEMBLANCE_JAVA_OPTS=-Xmx2g"
              .formatted(e.getMessage()));
      return FailureHandler.DEFECT;
    } finally {
      terminal.flush();
    }
  }
}
