package io.semblance.cli;

import io.semblance.encoder.folder.GraphChoice;
import io.semblance.encoder.folder.GraphPrecision;
import io.semblance.encoder.hub.HubModels;
import io.semblance.encoder.hub.HubOptions;
import io.semblance.encoder.hub.HubSnapshot;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a model from the hub into the cache. */
@Command(
    name = "pull",
    description = {
      "Fetches what it takes to run a model of the hub: its settings, its tokenizer, and one ONNX graph.",
      "A download that broke off goes on where it ended. The cache is the one of the Python client."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance models pull BAAI/bge-small-en-v1.5",
      "  semblance models pull all-mpnet-base-v2 --precision int8",
      "  semblance models pull ORG/NAME --revision v1.0 --file onnx/model_O3.onnx",
      "  HF_TOKEN=hf_... semblance models pull ORG/PRIVATE",
      "",
      "Variables: HF_ENDPOINT, HF_TOKEN, HF_HOME, HF_HUB_CACHE, HF_HUB_OFFLINE",
      "and more, see docs/hub.md."
    })
final class ModelsPullCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "ID",
      description = "ORGANISATION/NAME; a bare NAME means sentence-transformers/NAME.")
  private String id = "";

  @Option(
      names = "--revision",
      paramLabel = "R",
      description = "A branch, a tag, refs/pr/N or a commit. Default: main.")
  private @Nullable String revision;

  @Option(
      names = "--file",
      paramLabel = "ONNX",
      description = "The graph to fetch, such as onnx/model_O3.onnx; wins over --precision.")
  private @Nullable String file;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "float32",
      description =
          "float32, int8 (the graph that suits this CPU) or fp16. Default: ${DEFAULT-VALUE}.")
  private GraphPrecision precision = GraphPrecision.FLOAT32;

  @Option(names = "--offline", description = "Only check that the cache has it; no network.")
  private boolean offline;

  ModelsPullCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    HubSnapshot snapshot = fetch();
    terminal.note(snapshot.id() + " at " + snapshot.revision() + " = " + snapshot.commit());
    terminal.print(snapshot.folder().toString());
    return 0;
  }

  private HubSnapshot fetch() {
    HubOptions options = HubOptions.fromEnvironment();
    try (DownloadBar bar = new DownloadBar(terminal)) {
      return HubModels.resolve(
          id,
          revision,
          new GraphChoice(precision, file),
          offline ? options.withOffline(true) : options,
          bar);
    }
  }
}
