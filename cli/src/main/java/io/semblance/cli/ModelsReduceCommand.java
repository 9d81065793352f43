package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.reduce.Reduction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a model's vectors shorter. */
@Command(
    name = "reduce",
    description =
        "Makes a model with shorter vectors: a projection onto the principal components of its vectors for given texts.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nInput and output:%n",
    footer = {
      "  A corpus is a text file with a text a line, or JSON Lines with title and",
      "  text; long texts are split at blank lines. The output is a",
      "  SentenceTransformers folder of its own.",
      "",
      "Example:",
      "  semblance models reduce --model all-MiniLM-L6-v2 --dimensions 128 \\",
      "      --corpus corpus.jsonl --output my-model-128"
    })
final class ModelsReduceCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private ModelOption model = new ModelOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-d", "--dimensions"},
      required = true,
      paramLabel = "N",
      description = "Length of the new vectors.")
  private int dimensions;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "FILE",
      description = "Texts to fit to; may be given more than once.")
  private List<String> corpora = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of the new model; must not exist.")
  private Path output = Path.of("");

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  ModelsReduceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<String> texts = texts();
    try (SentenceEncoder encoder = home.encoder(model.name());
        ProgressBar bar = new ProgressBar(terminal, "texts", done -> Double.NaN)) {
      encoder.model().notes().forEach(terminal::remark);
      Reduction reduction = Reduction.write(encoder, texts, dimensions, commandLine(), output, bar);
      bar.clear();
      print(reduction);
    }
    return 0;
  }

  private void print(Reduction reduction) {
    if (json) {
      terminal.json(reduction);
    } else {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%s: %d dimensions keep %.1f %% of the variance of %,d texts",
              output,
              reduction.dimensions(),
              100 * reduction.energyKept(),
              reduction.texts()));
    }
  }

  private String commandLine() {
    return "semblance " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }

  /** The distinct texts of all corpora in order: repeated texts would weigh more than others. */
  private List<String> texts() throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    for (String corpus : corpora) {
      try (InputFile file = InputFile.open(corpus)) {
        texts.addAll(CorpusFile.texts(corpus, file));
      }
    }
    return List.copyOf(texts);
  }
}
