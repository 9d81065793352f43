package io.semblance.cli;

import io.semblance.encoder.hub.HubCache;
import io.semblance.encoder.hub.HubId;
import io.semblance.encoder.hub.HubOptions;
import io.semblance.encoder.hub.Revision;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a model from the cache of the hub. */
@Command(
    name = "remove",
    description = "Removes a model of the hub from the cache, for the Python client too.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance models remove BAAI/bge-small-en-v1.5",
      "  semblance models remove ORG/NAME --revision v1.0"
    })
final class ModelsRemoveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "ID", description = "A model of the hub, see 'semblance models list'.")
  private String id = "";

  @Option(
      names = "--revision",
      paramLabel = "R",
      description = "Only this one, with what no other revision uses. Default: all of the model.")
  private @Nullable String revision;

  ModelsRemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    HubId model = HubId.model(id);
    HubCache cache = new HubCache(HubOptions.fromEnvironment().cache());
    long freed = cache.remove(model, revision == null ? null : new Revision(revision));
    terminal.print(
        "removed %s%s, %s freed"
            .formatted(model, revision == null ? "" : " at " + revision, ByteCount.text(freed)));
    return 0;
  }
}
