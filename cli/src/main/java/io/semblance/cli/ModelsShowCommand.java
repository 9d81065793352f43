package io.semblance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.hub.HubModels;
import io.semblance.encoder.hub.HubOptions;
import io.semblance.encoder.hub.HubSnapshot;
import io.semblance.encoder.hub.ModelCard;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is known of one model. */
@Command(
    name = "show",
    description = {
      "Describes a model: what its files say, and what its publisher's card says.",
      "Opens no socket: a model of the hub is shown from the cache."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance models show all-MiniLM-L6-v2",
      "  semblance models show BAAI/bge-small-en-v1.5"
    })
final class ModelsShowCommand implements Callable<Integer> {
  private static final int KEY_WIDTH = 18;

  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private OpeningOptions opening = new OpeningOptions();

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A built-in model, a SentenceTransformers folder, or the id of a model of the hub that was pulled.")
  private String name = "";

  @Option(
      names = "--revision",
      paramLabel = "R",
      description = "Which one of a model of the hub. Default: main.")
  private @Nullable String revision;

  @Option(names = "--json", description = "Print the description as JSON.")
  private boolean json;

  ModelsShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Optional<HubSnapshot> snapshot = isLocal() ? Optional.empty() : Optional.of(cached());
    String source = snapshot.map(found -> found.folder().toString()).orElse(name);
    try (SentenceEncoder encoder = home.encoder(terminal, source, opening)) {
      show(snapshot, encoder.model(), encoder.model().folder(), "");
    } catch (SemblanceException e) {
      Path folder = Path.of(source);
      if (e.code() != ErrorCode.MODEL_FAILURE || !Files.isDirectory(folder)) {
        throw e;
      }
      show(snapshot, null, folder, String.valueOf(e.getMessage()));
    }
    return 0;
  }

  private boolean isLocal() {
    return SentenceEncoders.builtInModels().contains(name) || Files.isDirectory(Path.of(name));
  }

  private HubSnapshot cached() {
    return HubModels.cached(name, revision, HubOptions.fromEnvironment())
        .orElseThrow(
            () ->
                SemblanceException.notFound(
                    "unknown model '%s': not built in (%s), no folder, and not in the cache; fetch a model of the hub with: semblance models pull ID"
                        .formatted(name, String.join(", ", SentenceEncoders.builtInModels()))));
  }

  private void show(
      Optional<HubSnapshot> snapshot, @Nullable ModelInfo model, Path folder, String problem)
      throws IOException {
    if (json) {
      printJson(snapshot, model, folder, problem);
      return;
    }
    line(
        terminal, "model", snapshot.map(HubSnapshot::id).orElse(model == null ? name : model.id()));
    snapshot.ifPresent(
        found -> line(terminal, "revision", found.revision() + " = " + found.commit()));
    if (model == null) {
      line(terminal, "does not load", problem);
    } else {
      print(model);
    }
    line(terminal, "folder", folder.toString());
    new CardPrinter(terminal).print(ModelCard.ofFolder(folder));
  }

  private void printJson(
      Optional<HubSnapshot> snapshot, @Nullable ModelInfo model, Path folder, String problem)
      throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = model == null ? mapper.createObjectNode() : mapper.valueToTree(model);
    snapshot.ifPresent(
        found -> {
          node.put("id", found.id());
          node.put("revision", found.revision());
          node.put("commit", found.commit());
        });
    if (model == null) {
      node.put("problem", problem);
    }
    node.put("folder", folder.toString());
    Path card = folder.resolve("README.md");
    node.put("card", Files.isRegularFile(card) ? Files.readString(card) : "");
    node.set("cardFields", mapper.valueToTree(ModelCard.ofFolder(folder)));
    terminal.json(node);
  }

  private void print(ModelInfo model) {
    line(terminal, "dimensions", Integer.toString(model.dimension()));
    line(
        terminal,
        "max tokens",
        model.maxTokens() == ModelInfo.UNLIMITED
            ? "no limit"
            : Integer.toString(model.maxTokens()));
    line(terminal, "similarity", model.similarity().label());
    line(terminal, "pipeline", String.join(" > ", model.pipeline()));
    model.prompts().entrySet().stream()
        .filter(prompt -> !prompt.getValue().isEmpty())
        .forEach(
            prompt -> line(terminal, "prompt " + prompt.getKey(), "'" + prompt.getValue() + "'"));
    model.notes().forEach(note -> line(terminal, "note", note));
    line(terminal, "fingerprint", model.fingerprint());
  }

  /** Values stand whole, however long they are: people copy them from here. */
  static void line(Terminal terminal, String key, String value) {
    String padding = " ".repeat(Math.max(1, KEY_WIDTH - key.length()));
    terminal.print(terminal.dim(key + padding) + value);
  }
}
