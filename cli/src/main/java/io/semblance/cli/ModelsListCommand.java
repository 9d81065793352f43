package io.semblance.cli;

import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the models that need no download. */
@Command(name = "list", description = "Lists the built-in models.", mixinStandardHelpOptions = true)
final class ModelsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  ModelsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<ModelInfo> models = new ArrayList<>();
    for (String name : SentenceEncoders.builtInModels()) {
      try (SentenceEncoder encoder = home.encoder(name)) {
        models.add(encoder.model());
      }
    }
    if (json) {
      terminal.json(models);
    } else {
      TextTable table = new TextTable("model", ">dimensions", ">max tokens", "similarity");
      for (ModelInfo model : models) {
        table.row(
            model.id(),
            Integer.toString(model.dimension()),
            Integer.toString(model.maxTokens()),
            model.similarity().label());
      }
      table.print(terminal);
    }
    return 0;
  }
}
