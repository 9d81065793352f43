package io.semblance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is known of one model. */
@Command(
    name = "show",
    description = "Describes a model: what its files say, and its card.",
    mixinStandardHelpOptions = true)
final class ModelsShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private OpeningOptions opening = new OpeningOptions();

  @Parameters(
      paramLabel = "MODEL",
      description = "A built-in model or a SentenceTransformers folder.")
  private String name = "";

  @Option(names = "--json", description = "Print the description as JSON.")
  private boolean json;

  ModelsShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (SentenceEncoder encoder = home.encoder(name, opening)) {
      ModelInfo model = encoder.model();
      Path card = model.folder().resolve("README.md");
      String cardText = Files.isRegularFile(card) ? Files.readString(card) : "";
      if (json) {
        ObjectNode node = new ObjectMapper().valueToTree(model);
        node.put("folder", model.folder().toString());
        node.put("card", cardText);
        terminal.json(node);
      } else {
        model.notes().forEach(terminal::remark);
        print(model, cardText);
      }
    }
    return 0;
  }

  private void print(ModelInfo model, String card) {
    line("model", model.id());
    line("dimensions", Integer.toString(model.dimension()));
    line(
        "max tokens",
        model.maxTokens() == ModelInfo.UNLIMITED
            ? "no limit"
            : Integer.toString(model.maxTokens()));
    line("similarity", model.similarity().label());
    line("pipeline", String.join(" > ", model.pipeline()));
    model.prompts().forEach((prompt, text) -> line("prompt " + prompt, "'" + text + "'"));
    line("fingerprint", model.fingerprint());
    line("folder", model.folder().toString());
    if (!card.isEmpty()) {
      terminal.print("");
      terminal.print(card.strip());
    }
  }

  /** Values stand whole, however long they are: people copy them from here. */
  private void line(String key, String value) {
    terminal.print(terminal.dim(key + " ".repeat(Math.max(1, 18 - key.length()))) + value);
  }
}
