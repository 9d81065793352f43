package io.semblance.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the command line inside the test's JVM: its exit code and what it printed. */
record CommandRun(int exitCode, String out, String err) {
  static CommandRun of(Path home, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, 100);
    List<String> all = new ArrayList<>(List.of(arguments));
    if (home != null) {
      all.addAll(List.of("--home", home.toString()));
    }
    int exitCode = Main.run(terminal, all.toArray(String[]::new));
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
