package io.semblance.cli;

import io.semblance.encoder.hub.BlobCheck;
import io.semblance.encoder.hub.HubCache;
import io.semblance.encoder.hub.HubId;
import io.semblance.encoder.hub.HubOptions;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a cached model's files with their hashes. */
@Command(
    name = "verify",
    description = {
      "Compares each file of a cached model with the hash that it is stored under:",
      "SHA-256 for large files, git's SHA-1 for small ones. Exit code 5 when one is damaged."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  semblance models verify BAAI/bge-small-en-v1.5")
final class ModelsVerifyCommand implements Callable<Integer> {
  private static final int SHOWN_DIGITS = 12;

  private final Terminal terminal;

  @Parameters(paramLabel = "ID", description = "A model of the hub, see 'semblance models list'.")
  private String id = "";

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  ModelsVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    HubId model = HubId.model(id);
    List<BlobCheck> checks = new HubCache(HubOptions.fromEnvironment().cache()).verify(model);
    if (json) {
      terminal.json(checks);
    } else {
      table(checks);
    }
    long damaged =
        checks.stream().filter(check -> check.state() == BlobCheck.State.DAMAGED).count();
    if (damaged > 0) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "%s of %s files of '%s' are damaged; fetch them anew: semblance models remove %s && semblance models pull %s"
              .formatted(damaged, checks.size(), model, model, model));
    }
    return 0;
  }

  private void table(List<BlobCheck> checks) {
    TextTable table = new TextTable("state", ">size", "hash", "file");
    for (BlobCheck check : checks) {
      table.row(
          check.state().name().toLowerCase(Locale.ROOT),
          ByteCount.text(check.bytes()),
          check.blob().substring(0, Math.min(SHOWN_DIGITS, check.blob().length())),
          file(check) + (check.detail().isEmpty() ? "" : ": " + check.detail()));
    }
    table.print(terminal);
  }

  /** Without the commit, which says nothing to people. */
  private static String file(BlobCheck check) {
    return check.files().isEmpty()
        ? "(used by no revision)"
        : check.files().get(0).replaceFirst("^[0-9a-f]{40}/", "");
  }
}
